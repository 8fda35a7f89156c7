import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { recordStarted } from '../run/processLedger.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { end } from './administrator.ts';
import type { BareSystem } from './bareSystem.ts';

const execute = promisify(execFile);
const uid = 1000;

/** Somebody ordinary who lives in a bare system, sitting at a desktop: a display, a session bus, an unlocked keyring. */
export interface Resident {
  /** On this computer. */
  readonly home: string;
  readonly uid: number;
  /** What the app writes about itself, on this computer. */
  readonly logFile: string;
  readonly start: (outputFile: string, program: string, ...args: readonly string[]) => ChildProcess;
  /** Answers what it printed. */
  readonly run: (program: string, ...args: readonly string[]) => Promise<string>;
  /** Ends all that was started for them. */
  readonly leave: () => Promise<void>;
}

export async function resident(system: BareSystem, variables: Readonly<Record<string, string>>, outputFile: string): Promise<Resident> {
  const { path } = system;
  await system.add('gnome-keyring', 'dbus', 'libsecret-tools', 'desktop-file-utils');
  await system.asRoot('useradd', '--create-home', '--uid', `${uid}`, '--shell', '/bin/sh', 'mira');
  const runtime = `/run/user/${uid}`;
  mkdirSync(join(path, runtime), { recursive: true });
  await system.asRoot('install', '-d', '-m', '700', '-o', 'mira', '-g', 'mira', runtime);
  const bus = `unix:path=${runtime}/bus`;
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: '/home/mira',
    USER: 'mira',
    LANG: 'C.UTF-8',
    DISPLAY: process.env.DISPLAY ?? '',
    XDG_RUNTIME_DIR: runtime,
    DBUS_SESSION_BUS_ADDRESS: bus,
    LATCHKEY_LOG: '/home/mira/latchkey.log',
    ...variables,
  };
  const inside = (program: string, args: readonly string[]): [string, string[]] => [
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      '/usr/sbin/chroot',
      `--userspec=${uid}:${uid}`,
      '--groups=',
      path,
      'sh',
      '-c',
      'cd && exec "$@"',
      'sh',
      program,
      ...args,
    ],
  ];
  const started: ChildProcess[] = [];
  const start = (file: string, program: string, ...args: readonly string[]): ChildProcess => {
    const output = openSync(file, 'a', 0o600);
    const child = spawn(...inside(program, args), { env, stdio: ['pipe', output, output] });
    closeSync(output);
    started.unshift(child);
    if (child.pid !== undefined) recordStarted(child.pid, program);
    return child;
  };
  const run: Resident['run'] = async (program, ...args) => {
    const { stdout } = await execute(...inside(program, args), { env, timeout: 60_000, killSignal: 'SIGKILL' });
    return stdout;
  };
  start(outputFile, 'dbus-daemon', '--session', `--address=${bus}`, '--nofork', '--nopidfile');
  await waitUntil('the session bus', () => existsSync(join(path, runtime, 'bus')));
  const keyring = start(outputFile, 'gnome-keyring-daemon', '--unlock', '--components=secrets', '--foreground');
  keyring.stdin?.end(registerSecret('a password of the keyring'));
  await waitUntil('the keyring', () =>
    run(
      'dbus-send',
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.NameHasOwner',
      'string:org.freedesktop.secrets',
    ).then(
      (said) => said.includes('true'),
      () => false,
    ),
  );
  chownSync(join(path, 'home', 'mira'), uid, uid);
  const leave: Resident['leave'] = async () => {
    for (const child of started) await end(child);
  };
  const home = join(path, 'home', 'mira');
  return { home, uid, logFile: join(home, 'latchkey.log'), start, run, leave };
}
