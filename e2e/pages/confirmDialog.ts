import type { Page } from '@playwright/test';

/** "Confirm it is you": whatever the server asks before something dangerous. */
export function confirmDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' });
  const password = dialog.getByRole('textbox', { name: 'Password' });
  const submit = dialog.getByRole('button', { name: 'Confirm' });
  return {
    dialog,
    password,
    submit,
    problem: dialog.getByRole('alert'),
    byPassword: async (secret: string): Promise<void> => {
      await password.fill(secret);
      await submit.click();
    },
  };
}
