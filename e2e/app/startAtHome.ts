import { execFileSync, spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyring } from '../keyring/startKeyring.ts';
import { isPidAlive, recordStarted } from '../run/processLedger.ts';
import { readProc } from '../run/readProc.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { appCommand } from './appCommand.ts';
import type { LaunchOptions } from './launchApp.ts';

/** Where a profile lies that no variable names, in the home of the test's keyring. */
export const homeProfile = (keyring: Pick<Keyring, 'env'>, name = 'default'): string =>
  join(keyring.env.XDG_DATA_HOME ?? '', 'latchkey', 'profiles', name);
/** Where version 0.1 had it. */
export const olderHome = (keyring: Pick<Keyring, 'env'>): string => join(keyring.env.XDG_CONFIG_HOME ?? '', 'Latchkey');

/** For `launch` and `restart`: as people start it, with no folder named. */
export function atHome(
  keyring: Pick<Keyring, 'env'>,
  name?: string,
  args: readonly string[] = [],
): Pick<LaunchOptions, 'profile' | 'env' | 'args'> {
  return {
    profile: homeProfile(keyring, name),
    env: { LATCHKEY_PROFILE: '' },
    args: [...(name === undefined ? [] : ['--profile', name]), ...args],
  };
}

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

interface ByHand {
  /** What it says that needs no more of it. */
  readonly enough?: RegExp;
  /** After that, but for this. */
  readonly until?: () => Promise<unknown>;
}

/** Starts it by hand, with these arguments and nothing of Playwright's, until it has ended. */
export async function startByHand(
  keyring: Pick<Keyring, 'env'>,
  args: readonly string[],
  { enough, until = async () => undefined }: ByHand = {},
): Promise<Ended> {
  const command = await appCommand();
  const { PATH = '', DISPLAY = '' } = process.env;
  const child = spawn(command.executablePath, [...command.args, ...args], {
    env: { PATH, DISPLAY, ...keyring.env, TMPDIR: keyring.env.XDG_RUNTIME_DIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error('the app did not start');
  recordStarted(child.pid, 'electron');
  let said = '';
  let ending: Promise<unknown> | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (enough?.test(said)) ending ??= until().finally(() => child.kill('SIGTERM'));
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  await ending;
  return { code, said };
}

export interface ByEntry {
  readonly commandLine: () => string;
  readonly log: () => string;
  readonly end: () => Promise<void>;
}

/** As the desktop starts what an entry of its autostart names: whatever stands in it, and nothing else. Until the profile is taken. */
export async function startByEntry(entry: string, keyring: Pick<Keyring, 'env'>): Promise<ByEntry> {
  const { PATH = '', DISPLAY = '' } = process.env;
  const logFile = join(keyring.env.XDG_RUNTIME_DIR ?? '', 'by-entry.log');
  execFileSync('gio', ['launch', entry], {
    env: { PATH, DISPLAY, ...keyring.env, LATCHKEY_LOG: logFile },
    stdio: 'ignore',
    timeout: 10_000,
  });
  const lock = join(homeProfile(keyring), 'SingletonLock');
  const pid = await waitUntil('the app to take its profile', () =>
    lstatSync(lock, { throwIfNoEntry: false }) ? Number(readlinkSync(lock).split('-').at(-1)) : undefined,
  );
  recordStarted(pid, 'electron');
  return {
    commandLine: () => readProc(pid, 'cmdline').replaceAll('\0', ' '),
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    end: async () => {
      process.kill(pid, 'SIGTERM');
      await waitUntil('the app to end', () => !isPidAlive(pid));
    },
  };
}
