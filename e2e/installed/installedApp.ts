import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { waitUntil } from '../run/waitUntil.ts';
import type { Resident } from './resident.ts';

export interface InstalledApp {
  readonly page: Page;
  readonly mainPid: number;
  /** Every process of the app's. */
  readonly processes: () => readonly number[];
  /** How many windows of the page there are. */
  readonly windows: () => number;
  readonly close: () => Promise<void>;
  /** Does what makes it end by itself, and waits for that. */
  readonly endsBy: (what: () => Promise<void>) => Promise<void>;
}

/** Where a profile lies, by the XDG Base Directory Specification. */
export const profileOf = ({ home }: Resident): string => join(home, '.local', 'share', 'latchkey', 'profiles', 'default');

/** `program`: as people would name it, `variables` as NAME=VALUE; no switch but the one that lets us look. */
export async function startInstalled(
  user: Resident,
  program: string,
  outputFile: string,
  variables: readonly string[] = [],
): Promise<InstalledApp> {
  rmSync(portFileOf(user), { force: true });
  const child = user.start(outputFile, 'env', ...variables, program, '--remote-debugging-port=0');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const mayGoOn = (): void => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended at once, with ${child.signalCode ?? child.exitCode}`);
  };
  return attach(user, mayGoOn, ended);
}

/** Does what makes one app end and the next one start by itself. */
export async function startsAgain(user: Resident, app: InstalledApp, what: () => Promise<void>): Promise<InstalledApp> {
  rmSync(portFileOf(user), { force: true });
  await app.endsBy(what);
  // Nobody here is its parent: its end is seen by its processes.
  return attach(user, () => undefined, null);
}

const portFileOf = (user: Resident): string => join(profileOf(user), 'DevToolsActivePort');

async function attach(user: Resident, mayGoOn: () => void, exited: Promise<void> | null): Promise<InstalledApp> {
  const file = portFileOf(user);
  const readPort = (): string | undefined => {
    mayGoOn();
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined;
  };
  const port = await waitUntil('the debugging port', readPort, { timeoutMs: 30_000 });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const pages = (): readonly Page[] =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .filter((one) => one.url().startsWith('app://latchkey/'));
  const page = await waitUntil('the window', () => pages()[0], { timeoutMs: 30_000 });
  const processes = (): readonly number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isOurs(pid, user.uid));
  const mainPid = await waitUntil('the main process', () => processes().find((pid) => !commandOf(pid).includes('--type=')));
  const ended = async (): Promise<void> => {
    await (exited ?? waitUntil('it to end', () => commandOf(mainPid) === '', { timeoutMs: 60_000 }));
  };
  return {
    page,
    mainPid,
    processes,
    windows: () => pages().length,
    close: async () => {
      process.kill(mainPid, 'SIGTERM');
      await browser.close();
      await ended();
      await waitUntil('all of it to end', () => processes().length === 0);
    },
    endsBy: async (what) => {
      await what();
      await ended();
      await browser.close();
    },
  };
}

function isOurs(pid: number, uid: number): boolean {
  return /^([^\0]*\/)?latchkey(\0|$| )/.test(commandOf(pid)) && ownerOf(pid) === uid;
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function ownerOf(pid: number): number | undefined {
  try {
    return statSync(`/proc/${pid}`).uid;
  } catch {
    return undefined;
  }
}
