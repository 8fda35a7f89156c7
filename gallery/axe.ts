import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';

// Chromium lets the keyboard into every region that scrolls.
const everyRule: RunOptions = { resultTypes: ['violations'], rules: { 'scrollable-region-focusable': { enabled: false } } };
const contrastOnly: RunOptions = { resultTypes: ['violations'], runOnly: ['color-contrast'] };

/**
 * What axe-core finds wrong on this screen (WCAG 2.1 A and AA, and best practice); with a dialog up, in the dialog: nothing else can be
 * reached.
 */
export async function barriers(page: Page, look: 'everything' | 'contrast'): Promise<readonly string[]> {
  // Evaluated, not inserted: the page's CSP lets no script in.
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(
    (options): Promise<AxeResults> => {
      const { axe: judge } = globalThis as unknown as { axe: typeof axe };
      return judge.run(document.querySelector<HTMLElement>('[role="dialog"]:not([hidden])') ?? document.body, options);
    },
    look === 'everything' ? everyRule : contrastOnly,
  );
  if (look === 'everything' && passes.length === 0) return ['axe looked at nothing'];
  return violations.flatMap(({ id, help, nodes }) =>
    // In the rail letters and counts are pictures; the label says them in words.
    nodes
      .filter(({ html }) => id !== 'label-content-name-mismatch' || !html.includes('railButton'))
      .map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
}
