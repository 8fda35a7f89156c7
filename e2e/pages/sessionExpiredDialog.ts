import type { Page } from '@playwright/test';

/** What a soft logout shows. */
export function sessionExpiredDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Session expired' });
  const password = dialog.getByRole('textbox', { name: 'Password' });
  const submit = dialog.getByRole('button', { name: 'Sign in again' });
  return {
    dialog,
    password,
    submit,
    notNow: dialog.getByRole('button', { name: 'Not now' }),
    erase: dialog.getByRole('button', { name: 'Sign out and erase' }),
    problem: dialog.getByRole('alert'),
    signInAgain: async (secret: string): Promise<void> => {
      await password.fill(secret);
      await submit.click();
    },
  };
}
