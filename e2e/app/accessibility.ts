import axe from 'axe-core';
import type { Locator, Page } from '@playwright/test';

/** What axe-core finds wrong in this part of the page (WCAG 2.1 A and AA, and best practice); empty is good. */
export async function accessibilityProblems(page: Page, part: Locator): Promise<readonly string[]> {
  // Evaluated, not inserted: the page's CSP lets no script in.
  await page.evaluate(axe.source);
  const results = await part.evaluate((element) => {
    const { axe: judge } = globalThis as unknown as { axe: typeof axe };
    return judge.run(element, { resultTypes: ['violations', 'passes'] });
  });
  if (results.passes.length === 0) throw new Error('axe looked at nothing');
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}
