import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Phase } from '../../core/session/states.ts';
import type { SystemBrowser } from '../browser/systemBrowser.ts';
import type { Keyring } from '../keyring/startKeyring.ts';
import { newLogFolder } from '../run/logsDirectory.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { openApp, type OpenApp } from './openApp.ts';
import { treeOf, waitUntilGone } from './processTree.ts';

export interface LaunchOptions {
  /** URL that the sign-in form begins with: a homeserver's or a proxy's. */
  readonly homeserver?: string | undefined;
  readonly keyring: Pick<Keyring, 'env'>;
  /** Default: a new, empty one. */
  readonly profile?: string;
  /** Where addresses go that the app opens outside; it stays through restarts. */
  readonly browser?: Pick<SystemBrowser, 'env'>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** For a run that measures memory: its windows keep no answers for Playwright. */
  readonly forgetful?: true;
  /** What differs from the SDK's timelines stands in the log (`historyFaults`). Not where something is measured. */
  readonly comparesHistory?: true;
}

export interface App {
  /** A restart makes a new page and a new Electron; read these again after it. */
  readonly page: Page;
  readonly electron: ElectronApplication;
  readonly mainPid: number;
  readonly profile: string;
  readonly logFile: string;
  readonly outputFile: string;
  /** `<html data-session>`. */
  readonly phase: () => Promise<Phase | null>;
  readonly waitForPhase: (phase: Phase, options?: { timeoutMs?: number }) => Promise<void>;
  /** The app's own log, then everything it and its page printed. */
  readonly logs: () => string;
  readonly isRunning: () => boolean;
  /** SIGKILL of main; resolves once no process of the app is left. */
  readonly kill: () => Promise<void>;
  /** As a fault in native code would end main, with whatever the system writes about it. */
  readonly crash: () => Promise<void>;
  /** Main dies by itself, as a fault makes it; resolves once no process of the app is left. Then `restart` works. */
  readonly ended: () => Promise<void>;
  /** Quits as people do; resolves once no process of the app is left. */
  readonly close: () => Promise<void>;
  /** The same profile and keychain again, after `kill` or `close`, or else after closing it first. */
  readonly restart: (changes?: Pick<LaunchOptions, 'env' | 'args' | 'homeserver'>) => Promise<void>;
}

export async function launchApp(options: LaunchOptions): Promise<App> {
  const profile = options.profile ?? makeRunSubdirectory('profile');
  const logs = newLogFolder('app');
  const logFile = join(logs, 'latchkey.log');
  const outputFile = join(logs, 'output.log');
  const open = (changed: LaunchOptions): Promise<OpenApp> =>
    openApp({ args: changed.args ?? [], env: environment(changed, profile, logFile), outputFile, forgetful: changed.forgetful === true });

  let current = await open(options);
  let running = true;
  const end = async (how: (app: OpenApp) => Promise<unknown>): Promise<void> => {
    if (!running) return;
    const before = treeOf(current.mainPid, profile);
    running = false;
    await how(current);
    await waitUntilGone(current.mainPid, profile, before);
  };
  const close = () => end(quit);
  const ended = async (): Promise<void> => {
    const watched = current;
    if (!running) return;
    await new Promise<void>((resolve) => watched.electron.once('close', () => resolve()));
    if (watched !== current) return;
    running = false;
    await waitUntilGone(watched.mainPid, profile, []);
  };
  const phase = () => current.page.evaluate(() => document.documentElement.dataset.session ?? null) as Promise<Phase | null>;

  return {
    get page() {
      return current.page;
    },
    get electron() {
      return current.electron;
    },
    get mainPid() {
      return current.mainPid;
    },
    profile,
    logFile,
    outputFile,
    phase,
    waitForPhase: (wanted, { timeoutMs = 15_000 } = {}) => waitForPhase(() => current.page, wanted, timeoutMs),
    logs: () => [logFile, outputFile].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n'),
    isRunning: () => running,
    kill: () => end(async (app) => void process.kill(app.mainPid, 'SIGKILL')),
    crash: () => end(async (app) => void process.kill(app.mainPid, 'SIGSEGV')),
    ended,
    close,
    restart: async (changes = {}) => {
      await close();
      current = await open({ ...options, ...changes });
      running = true;
    },
  };
}

/** An app that does not quit is killed, and that is an error. */
async function quit({ electron, mainPid }: OpenApp): Promise<void> {
  let overdue = false;
  const timer = setTimeout(() => {
    overdue = true;
    process.kill(mainPid, 'SIGKILL');
  }, 10_000);
  await electron.close();
  clearTimeout(timer);
  if (overdue) throw new Error('the app did not quit within 10 s');
}

function environment(options: LaunchOptions, profile: string, logFile: string): Record<string, string> {
  // Nothing of the person who runs the tests: neither keychain, nor home, nor session bus.
  const inherited = ['PATH', 'DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'LANG', 'TZ'];
  const kept = inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return {
    ...Object.fromEntries(kept),
    ...options.browser?.env,
    ...options.keyring.env,
    LATCHKEY_PROFILE: profile,
    LATCHKEY_LOG: logFile,
    ...(options.comparesHistory === true && { LATCHKEY_COMPARE_HISTORY: '1' }),
    ...(options.homeserver !== undefined && { LATCHKEY_HOMESERVER: options.homeserver }),
    ...options.env,
  };
}

async function waitForPhase(page: () => Page, wanted: Phase, timeoutMs: number): Promise<void> {
  const seen = (): Promise<string | null> => page().locator('html').getAttribute('data-session', { timeout: 1_000 });
  await page()
    .locator(`html[data-session="${wanted}"]`)
    .waitFor({ state: 'attached', timeout: timeoutMs })
    .catch(async () => {
      throw new Error(`waited ${timeoutMs} ms for phase ${wanted}, it is ${await seen().catch(() => 'unknown')}`);
    });
}
