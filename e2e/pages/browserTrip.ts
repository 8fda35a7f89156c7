import type { Page } from '@playwright/test';

/** What stands there while people are in their browser, on the sign-in screen and in the dialog. */
export function browserTrip(page: Page) {
  const region = page.getByRole('region', { name: 'Signing in with the browser' });
  return {
    region,
    again: region.getByRole('button', { name: 'Open again' }),
    copyLink: region.getByRole('button', { name: 'Copy link' }),
    cancel: region.getByRole('button', { name: 'Cancel' }),
    /** For the device authorisation grant. */
    code: region.getByRole('status', { name: 'Code', exact: true }),
  };
}

/** The button of a provider, or of the server's own pages. */
export const continueWith = (page: Page, name: string) => page.getByRole('button', { name: `Continue with ${name}`, exact: true });
