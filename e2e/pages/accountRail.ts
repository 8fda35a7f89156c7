import type { Locator, Page } from '@playwright/test';

/** The faces of the accounts at the side. */
export function accountRail(page: Page) {
  const navigation = page.getByRole('navigation', { name: 'Accounts' });
  const face = (userId: string): Locator => navigation.locator(`button[aria-label^="${userId}"]`);
  const shown = (userId: string): Locator => navigation.locator(`button[aria-label^="${userId}"][aria-current="true"]`);
  return {
    navigation,
    face,
    shown,
    add: navigation.getByRole('button', { name: 'Add account' }),
    show: async (userId: string): Promise<void> => {
      await face(userId).click();
      await shown(userId).waitFor();
    },
  };
}
