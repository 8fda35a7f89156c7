import type { Page } from '@playwright/test';

/** The textbox "Message" under the timeline. */
export function composer(page: Page) {
  const box = page.getByRole('textbox', { name: 'Message' });
  return {
    box,
    send: async (text: string): Promise<void> => {
      await box.fill(text);
      await box.press('Enter');
    },
    draft: (text: string): Promise<void> => box.fill(text),
  };
}
