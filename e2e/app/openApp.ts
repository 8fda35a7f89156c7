import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { recordStarted } from '../run/processLedger.ts';
import { appCommand } from './appCommand.ts';

export interface OpenApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly mainPid: number;
}

export interface OpenOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where stdout, stderr and the page's console go. */
  readonly outputFile: string;
  /** Windows keep no answers for Playwright. */
  readonly forgetful: boolean;
}

/**
 * Playwright asks each page for an isolated world as soon as it sees it. In one start of some hundred that question meets the page's
 * first navigation, Chromium never answers it, and Playwright never attaches. So it is told where DevTools listen only after that.
 */
const lateDevTools = join(import.meta.dirname, 'lateDevTools.sh');

/** Starts the built app once and finds the window that people see. */
export async function openApp({ args, env, outputFile, forgetful }: OpenOptions): Promise<OpenApp> {
  const command = await appCommand();
  const electron = await _electron.launch({
    executablePath: lateDevTools,
    args: [...command.args, ...args],
    env: { ...env, E2E_ELECTRON: command.executablePath, E2E_FORGETFUL: forgetful ? '--forgetful' : '' },
    timeout: 30_000,
  });
  // Without it a click on what never comes waits until the whole test is over.
  electron.context().setDefaultTimeout(15_000);
  const child = electron.process();
  const keep = (text: string | Buffer): void => appendFileSync(outputFile, text, { mode: 0o600 });
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const mainPid = child.pid;
  if (mainPid === undefined) throw new Error('the app has no process');
  recordStarted(mainPid, 'electron');
  // The hidden engine's console counts, too: nothing secret may stand in it.
  const listen = (window: Page): void => {
    window.on('console', (message) => keep(`[${window.url()} ${message.type()}] ${message.text()}\n`));
    window.on('pageerror', (error) => keep(`[${window.url()} error] ${error.stack ?? error.message}\n`));
  };
  electron.windows().forEach(listen);
  electron.on('window', listen);
  return { electron, page: await visiblePage(electron), mainPid };
}

/** The engine's window is one of Electron's too, but only the page lives at `app://latchkey/`. */
function visiblePage(electron: ElectronApplication): Promise<Page> {
  const isIt = (page: Page): boolean => page.url().startsWith('app://latchkey/');
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the app showed no window within 30 s')), 30_000);
    const consider = (page: Page): void => {
      const look = (): void => {
        if (!isIt(page)) return;
        clearTimeout(timer);
        resolve(page);
      };
      page.on('framenavigated', look);
      look();
    };
    electron.on('window', consider);
    electron.windows().forEach(consider);
    electron.once('close', () => {
      clearTimeout(timer);
      reject(new Error('the app ended before it showed its window'));
    });
  });
}
