import type { Locator, Page } from '@playwright/test';

/** What a link names that is no room one is in. */
export function namedDialog(page: Page, title: string) {
  const dialog: Locator = page.getByRole('dialog', { name: title });
  return {
    dialog,
    button: (name: string): Locator => dialog.getByRole('button', { name }),
    close: (): Promise<void> => dialog.getByRole('button', { name: /^(Close|Cancel)$/ }).click(),
  };
}
