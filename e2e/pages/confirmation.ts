import type { Page } from '@playwright/test';

/** The second question before something is destroyed. */
export function confirmation(page: Page, title: string) {
  const dialog = page.getByRole('dialog', { name: title });
  return {
    dialog,
    cancel: dialog.getByRole('button', { name: 'Cancel' }),
    destroy: dialog.getByRole('button', { name: /^Destroy and/ }),
  };
}
