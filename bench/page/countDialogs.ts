import type { Page } from '@playwright/test';

/** Counts every dialog that comes up from now on, however shortly; answers how to ask. */
export async function countDialogs(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const seen = new WeakSet<Element>();
    const counter = { dialogs: 0 };
    new MutationObserver(() => {
      for (const dialog of document.querySelectorAll('[role="dialog"],[role="alertdialog"]')) {
        if (seen.has(dialog)) continue;
        seen.add(dialog);
        counter.dialogs += 1;
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
    return counter;
  });
  return () => counter.evaluate(({ dialogs }) => dialogs);
}
