import { expect, type Locator, type Page } from '@playwright/test';
import { timeline } from './timeline.ts';

/** A message with this text, and what can be done with it. */
export const row = ({ page }: { readonly page: Page }, text: string): Locator =>
  timeline(page).region.getByRole('article').filter({ hasText: text }).first();

/** One of those that float over it. */
export async function tool(app: { readonly page: Page }, text: string, name: string): Promise<void> {
  await row(app, text).hover();
  await row(app, text).getByRole('button', { name, exact: true }).click();
}

export const inMenu = ({ page }: { readonly page: Page }, name: string): Locator => page.getByRole('menuitem', { name, exact: true });

/** One of the menu of everything. */
export async function fromMenu(app: { readonly page: Page }, text: string, name: string): Promise<void> {
  await tool(app, text, 'More');
  await inMenu(app, name).click();
  // On its way out it gives the focus back, and the message that had it has the tools then.
  await expect(app.page.getByRole('menu')).toHaveCount(0);
}
