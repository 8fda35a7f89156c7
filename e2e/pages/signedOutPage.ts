import type { Page } from '@playwright/test';

/** The notice after a hard logout, or after a sign-out of one's own. */
export function signedOutPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'You were signed out' });
  return {
    dialog,
    signIn: dialog.getByRole('button', { name: 'Sign in' }),
  };
}
