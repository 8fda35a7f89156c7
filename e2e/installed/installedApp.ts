import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { attachToWindow, portFileOf } from '../app/attachToWindow.ts';
import { logSize } from '../app/pageRuns.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { within } from '../run/within.ts';
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
  const from = beforeStart(user);
  const child = user.start(outputFile, 'env', ...variables, program, '--remote-debugging-port=0');
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const mayGoOn = (): void => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended at once, with ${child.signalCode ?? child.exitCode}`);
  };
  return attach(user, { from, mayGoOn, exited });
}

/** Does what makes one app end and the next one start by itself. */
export async function startsAgain(user: Resident, app: InstalledApp, what: () => Promise<void>): Promise<InstalledApp> {
  const from = beforeStart(user);
  await app.endsBy(what);
  return attach(user, { from, mayGoOn: () => undefined, exited: null });
}

/** Answers how long the log is. */
function beforeStart(user: Resident): number {
  rmSync(portFileOf(profileOf(user)), { force: true });
  return logSize(user.logFile);
}

interface Start {
  /** How long the log was before it. */
  readonly from: number;
  readonly mayGoOn: () => void;
  /** Null: nobody here is its parent, and its end is seen by its processes. */
  readonly exited: Promise<void> | null;
}

async function attach(user: Resident, { from, mayGoOn, exited }: Start): Promise<InstalledApp> {
  const { browser, page, pages } = await attachToWindow({ profile: profileOf(user), logFile: user.logFile, from, mayGoOn });
  const processes = (): readonly number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isOurs(pid, user.uid));
  const mainPid = await waitUntil('the main process', () => processes().find((pid) => !commandOf(pid).includes('--type=')));
  const ended = async (): Promise<void> => {
    const end = exited ?? waitUntil('its process to go', () => commandOf(mainPid) === '', { timeoutMs: 60_000 });
    await within<unknown>('the app to end', end, 60_000);
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
