import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { recordStarted } from '../run/processLedger.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { attachToWindow } from './attachToWindow.ts';

const execute = promisify(execFile);

/** Somebody without any power on this computer, for one test. Only root can make one. */
export interface OrdinaryUser {
  readonly name: string;
  /** Theirs alone, on the path to nothing of ours. */
  readonly folder: string;
  /** Ids of all that runs for them. */
  readonly processes: () => readonly number[];
  /** Ends what runs for them; then there is neither user nor file of theirs left. */
  readonly remove: () => Promise<void>;
}

/** Why there can be none here; null: there can. */
export function whyNoOrdinaryUser(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'making a user takes root on Linux; where the suite is run without root, all of it has the sandbox on';
  return existsSync('/usr/sbin/useradd') ? null : 'this system has no useradd';
}

export async function makeOrdinaryUser(): Promise<OrdinaryUser> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-user-'));
  const name = `latchkey${folder.slice(-6).toLowerCase()}`;
  await execute('/usr/sbin/useradd', ['--no-create-home', '--home-dir', folder, '--shell', '/bin/sh', name]);
  const { stdout } = await execute('id', ['-u', name]);
  const uid = Number(stdout);
  chownSync(folder, uid, uid);
  const processes = (): readonly number[] =>
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && ownerOf(`/proc/${entry}`) === uid)
      .map(Number);
  return {
    name,
    folder,
    processes,
    remove: async () => {
      for (const pid of processes()) end(pid);
      await waitUntil('what ran for the user to end', () => processes().length === 0);
      await execute('/usr/sbin/userdel', [name]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface UserApp {
  readonly page: Page;
  readonly mainPid: number;
  readonly close: () => Promise<void>;
}

/**
 * The packaged application, put where the user can read it and started by them on a session bus and a keyring of theirs, with no switch but
 * the one that lets us look.
 */
export async function startAsOrdinaryUser(user: OrdinaryUser, packaged: string, homeserver: string, outputFile: string): Promise<UserApp> {
  const installed = join(user.folder, 'installed');
  cpSync(packaged, installed, { recursive: true });
  // As a package's installation leaves it.
  const helper = join(installed, 'chrome-sandbox');
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
  const { uid } = statSync(user.folder);
  const [profile, runtime] = ['profile', 'runtime'].map((name) => {
    const path = join(user.folder, name);
    mkdirSync(path, { mode: 0o700 });
    chownSync(path, uid, uid);
    return path;
  }) as [string, string];
  const script = join(user.folder, 'start.sh');
  writeFileSync(
    script,
    `#!/bin/sh
printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec '${join(installed, 'latchkey')}' --remote-debugging-port=0
`,
    { mode: 0o755 },
  );
  const logFile = join(user.folder, 'latchkey.log');
  const env = {
    HOME: user.folder,
    XDG_RUNTIME_DIR: runtime,
    DISPLAY: process.env.DISPLAY ?? '',
    PATH: process.env.PATH ?? '',
    LATCHKEY_PROFILE: profile,
    LATCHKEY_LOG: logFile,
    LATCHKEY_HOMESERVER: homeserver,
  };
  const output = openSync(outputFile, 'a', 0o600);
  const child = spawn(
    'setpriv',
    [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--pdeathsig', 'KILL', 'dbus-run-session', '--', script],
    { env, cwd: user.folder, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  if (child.pid === undefined) throw new Error('the user could not start anything');
  recordStarted(child.pid, 'dbus-run-session');
  const { browser, page } = await attachToWindow({ profile, logFile, from: 0 });
  const mainPid = await waitUntil('the main process', () => user.processes().find((pid) => isMain(pid, installed)));
  return {
    page,
    mainPid,
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      process.kill(mainPid, 'SIGTERM');
      await browser.close();
      await gone;
    },
  };
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};
const isMain = (pid: number, installed: string): boolean =>
  commandOf(pid).startsWith(join(installed, 'latchkey')) && !commandOf(pid).includes('--type=');

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
