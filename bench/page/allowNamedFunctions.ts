import type { Page } from '@playwright/test';

/** tsx wraps functions that have a name in a call of `__name`, which does not exist in the page they are sent to. */
export async function allowNamedFunctions(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name = (named) => named');
}
