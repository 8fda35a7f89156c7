import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { waitUntil } from '../run/waitUntil.ts';
import { within } from '../run/within.ts';
import { areWindowsAtRest } from './pageRuns.ts';

export interface AttachOptions {
  /** The profile's folder: Chromium writes there at which port it listens. */
  readonly profile: string;
  readonly logFile: string;
  /** How long the log was before this start. */
  readonly from: number;
  /** Throws where the app has ended, so that nobody waits for it. */
  readonly mayGoOn?: () => void;
}

export interface Attached {
  readonly browser: Browser;
  readonly page: Page;
  /** Every window of the page's. */
  readonly pages: () => readonly Page[];
}

/** Where Chromium writes its port; to be removed before a start. */
export const portFileOf = (profile: string): string => join(profile, 'DevToolsActivePort');

/**
 * The app's window over Chromium's debugging port, as what people get is driven: its inspector is fused off. Only once no window is on
 * its way to its page: asked for an isolated world in the middle of a first navigation, Chromium never answers.
 */
export async function attachToWindow({ profile, logFile, from, mayGoOn = () => undefined }: AttachOptions): Promise<Attached> {
  const file = portFileOf(profile);
  const readPort = (): string | undefined => {
    mayGoOn();
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined;
  };
  const port = await waitUntil('Chromium to tell its debugging port', readPort, { timeoutMs: 60_000 });
  const areAtRest = (): boolean => {
    mayGoOn();
    return areWindowsAtRest(logFile, from);
  };
  await waitUntil('the windows to show their pages', areAtRest, { timeoutMs: 60_000 });
  const connecting = chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 30_000 });
  const browser = await within('each window to answer at the debugging port', connecting, 31_000);
  const pages = (): readonly Page[] =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .filter((one) => one.url().startsWith('app://latchkey/'));
  const page = await waitUntil('the window among those at the debugging port', () => pages()[0], { timeoutMs: 60_000 });
  // Without it a click on what never comes waits until the whole test is over.
  page.setDefaultTimeout(30_000);
  return { browser, page, pages };
}
