import type { Page } from '@playwright/test';

declare global {
  interface Window {
    phaseDiary?: string[];
    dialogDiary?: string[];
  }
}

/** Writes down every phase that the page shows from now on, and every dialog that comes up, however shortly. */
export async function phaseDiary(
  page: Page,
): Promise<{ readonly phases: () => Promise<readonly string[]>; readonly dialogs: () => Promise<readonly string[]> }> {
  await page.evaluate(() => {
    const root = document.documentElement;
    const phases: string[] = [root.dataset['session'] ?? ''];
    const dialogs: string[] = [];
    window.phaseDiary = phases;
    window.dialogDiary = dialogs;
    new MutationObserver(() => {
      phases.push(root.dataset['session'] ?? '');
    }).observe(root, { attributeFilter: ['data-session'] });
    new MutationObserver(() => {
      for (const dialog of document.querySelectorAll('[role="dialog"],[role="alertdialog"]')) dialogs.push(dialog.textContent.slice(0, 40));
    }).observe(document.body, { childList: true, subtree: true });
  });
  return {
    phases: () => page.evaluate(() => window.phaseDiary ?? []),
    dialogs: () => page.evaluate(() => window.dialogDiary ?? []),
  };
}
