import type { Locator, Page } from '@playwright/test';

/** The settings, opened from the account's menu. */
export function settingsDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const section = async (name: 'Account' | 'Security' | 'Devices' | 'Appearance' | 'This computer' | 'Updates'): Promise<void> => {
    if (!(await dialog.isVisible())) {
      await page.getByRole('button', { name: /^Account: / }).click();
      await page.getByRole('menuitem', { name: 'Settings' }).click();
    }
    await dialog.getByRole('tab', { name }).click();
  };
  return {
    dialog,
    section,
    device: (name: string): Locator => dialog.getByRole('listitem', { name, exact: true }),
    newPassword: dialog.getByRole('textbox', { name: 'New password', exact: true }),
    newPasswordAgain: dialog.getByRole('textbox', { name: 'New password again' }),
    /** What came of changing it; the backup says its own state beside it. */
    passwordSaid: dialog.getByRole('status').filter({ hasText: 'password' }),
    autostart: dialog.getByRole('switch', { name: /Open Latchkey when I sign in to this computer/ }),
    kept: (choice: 'Everything' | 'A month'): Locator =>
      dialog.getByRole('radiogroup', { name: 'Messages kept on this computer' }).getByRole('radio', { name: choice, exact: true }),
    signOutOthers: dialog.getByRole('checkbox', { name: /Sign out my other devices/ }),
    /** Asks for it; the server then wants to know who it is. */
    changePassword: async (password: string, { signOutOthers }: { signOutOthers: boolean }): Promise<void> => {
      await section('Security');
      await dialog.getByRole('textbox', { name: 'New password', exact: true }).fill(password);
      await dialog.getByRole('textbox', { name: 'New password again' }).fill(password);
      await dialog.getByRole('checkbox', { name: /Sign out my other devices/ }).setChecked(signOutOthers);
      await dialog.getByRole('button', { name: 'Change password' }).click();
    },
  };
}
