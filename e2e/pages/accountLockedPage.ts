import type { Page } from '@playwright/test';

/** In place of the rooms while the server has locked the account. */
export function accountLockedPage(page: Page) {
  const main = page.getByRole('main').filter({ has: page.getByRole('heading', { name: 'Your account is locked' }) });
  return {
    main,
    /** What the server says about it. */
    serverSays: main.getByRole('definition'),
    /** Whom the server names. */
    contacts: main.getByRole('list', { name: 'Questions go to' }).getByRole('listitem'),
    checkNow: main.getByRole('button', { name: 'Check now' }),
    signOut: main.getByRole('button', { name: 'Sign out and erase' }),
  };
}
