import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { lastStart, pageRuns } from './pageRuns.ts';
import { waitUntil } from '../run/waitUntil.ts';
import type { App } from './launchApp.ts';

export interface PageAgain {
  readonly page: Page;
  /** Leaves the app alone. */
  readonly disconnect: () => Promise<void>;
}

/** The window's page through a connection of its own: Playwright gives a page up for good once its process has died. */
export async function pageAgain(app: App): Promise<PageAgain> {
  const file = join(app.profile, 'DevToolsActivePort');
  const port = await waitUntil('the debugging port', () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined));
  await waitUntil('the page to run again', () => pageRuns(app.logFile, lastStart(app.logFile)) > 1);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 15_000 });
  const page = await waitUntil('the window', () => pageOf(browser));
  page.setDefaultTimeout(15_000);
  return { page, disconnect: () => browser.close() };
}

const pageOf = (browser: Browser): Page | undefined =>
  browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((page) => page.url().startsWith('app://latchkey/'));
