import type { Locator, Page } from '@playwright/test';

/** The region "Timeline" of the open room. */
export function timeline(page: Page) {
  const region = page.getByRole('region', { name: 'Timeline' });
  return {
    region,
    /** Whatever in it shows this text. */
    message: (text: string): Locator => region.getByText(text, { exact: true }),
    text: (): Promise<string> => region.innerText(),
  };
}
