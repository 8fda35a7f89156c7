import type { Page } from '@playwright/test';

/** What stands there while people sign in by QR code. */
export function otherDevice(page: Page) {
  const region = page.getByRole('region', { name: 'Signing in by QR code' });
  const code = region.getByRole('img', { name: 'QR code for another device' });
  const digits = region.getByRole('textbox', { name: 'Two digits' });
  return {
    /** On the sign-in form. */
    choose: page.getByRole('button', { name: 'Show a QR code to another device' }),
    region,
    code,
    digits,
    cancel: region.getByRole('button', { name: 'Cancel' }),
    /** The bytes that a camera would read. */
    payload: async (): Promise<Uint8Array> => Buffer.from((await code.getAttribute('data-content')) ?? '', 'base64'),
    type: async (typed: string): Promise<void> => {
      await digits.fill(typed);
      await region.getByRole('button', { name: 'Go on' }).click();
    },
  };
}
