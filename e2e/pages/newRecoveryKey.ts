import type { Page } from '@playwright/test';
import { registerSecret } from '../run/secretsUsed.ts';

/** Making a recovery key: the notice in the room list's foot, and the dialog. */
export function newRecoveryKey(page: Page) {
  const notice = page.getByRole('region', { name: 'Keep a way back to your messages' });
  const dialog = page.getByRole('dialog', { name: /^(Your recovery key|Have you kept it\?|Your recovery key is ready)$/ });
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  const field = dialog.getByRole('textbox', { name: 'Recovery key' });
  const shown = dialog.getByRole('group', { name: 'Recovery key' });
  /** The key on screen, which from then on may be in no log. */
  const key = async (): Promise<string> => {
    const encoded = (await shown.innerText()).replaceAll(/\s+/g, ' ').trim();
    registerSecret(encoded.replaceAll(' ', ''));
    return registerSecret(encoded);
  };
  const prove = async (typed: string): Promise<void> => {
    await field.fill(typed);
    await button('Use this key').click();
  };
  return {
    notice,
    make: notice.getByRole('button', { name: 'Make a recovery key' }),
    later: notice.getByRole('button', { name: 'Not now' }),
    dialog,
    shown,
    field,
    button,
    key,
    prove,
    /** What is wrong, in words. */
    problem: dialog.getByRole('alert'),
    done: page.getByRole('dialog', { name: 'Your recovery key is ready' }).getByRole('button', { name: 'Done' }),
    /** From the open dialog to a key that is in force. */
    keep: async (): Promise<string> => {
      const encoded = await key();
      await button('Continue').click();
      await prove(encoded);
      return encoded;
    },
  };
}
