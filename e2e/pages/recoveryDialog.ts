import type { Page } from '@playwright/test';

/** What gives older messages back, with the notice that leads to it. */
export function recoveryDialog(page: Page) {
  const dialog = page.getByRole('dialog', {
    name: /^Enter your recovery key|Bringing back|older messages|This device is confirmed|Nothing was opened/i,
  });
  const field = dialog.getByRole('textbox', { name: /^Recovery key/ });
  return {
    notice: page.getByRole('status').filter({ hasText: 'Older encrypted messages are locked here.' }),
    open: page.getByRole('button', { name: 'Enter recovery key' }),
    dialog,
    field,
    /** What is wrong, in words. */
    problem: dialog.getByRole('alert'),
    notNow: dialog.getByRole('button', { name: 'Not now' }),
    done: dialog.getByRole('button', { name: 'Done' }),
    enter: async (typed: string): Promise<void> => {
      await field.fill(typed);
      await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    },
  };
}
