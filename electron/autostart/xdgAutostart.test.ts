import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { desktopEntry, isObeyed } from './desktopEntry.ts';
import { xdgAutostart } from './xdgAutostart.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'latchkey-autostart-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const has = (tool: string): boolean => process.platform === 'linux' && existsSync(`/usr/bin/${tool}`);
const hasGio = has('gio');
const hasValidator = has('desktop-file-validate');
const nasty = [
  'plain',
  'with space',
  'quo"te',
  "apo'strophe",
  'back\\slash',
  '$HOME',
  '`id`',
  '100%',
  '%U',
  'a;b',
  '~',
  '#',
  '(x)',
  'ü',
  'tab\there',
  '\\n',
  'a=b',
];

test('T61 the desktop starts exactly this program with exactly these arguments, however they are written', (context) => {
  if (!hasGio) context.skip('no desktop of this kind here');
  let started = 0;
  for (const part of nasty) {
    const folder = join(home, part.replaceAll(/[=%]/g, '_'));
    mkdirSync(folder, { recursive: true });
    const program = join(folder, 'program');
    const heard = join(home, 'heard');
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\0' "$0" "$@" > "${heard}"\n`);
    chmodSync(program, 0o755);
    const entry = join(home, 'entry.desktop');
    writeFileSync(entry, desktopEntry({ executable: program, args: ['--profile', part, '--hidden'] }, null) ?? '');
    rmSync(heard, { force: true });
    execFileSync('mkfifo', [heard]);
    execFileSync('gio', ['launch', entry], { env: { PATH: process.env.PATH, HOME: home }, stdio: 'ignore' });
    const told = execFileSync('timeout', ['10', 'cat', heard], { encoding: 'utf8' });
    expect(told.split('\0').slice(0, -1), part).toEqual([program, '--profile', part, '--hidden']);
    started += 1;
  }
  expect(started).toBe(nasty.length);
});

test('T61 what is written is valid by the specification', (context) => {
  if (!hasValidator) context.skip('no validator here');
  for (const part of nasty) {
    const path = join(home, 'chat.latchkey.desktop');
    writeFileSync(
      path,
      desktopEntry({ executable: `/opt/${part.replaceAll(/[=%]/g, '_')}/latchkey`, args: [part, '--hidden'] }, 'work') ?? '',
    );
    expect(execFileSync('desktop-file-validate', [path], { encoding: 'utf8' })).toBe('');
  }
});

test('on writes the entry, off takes it away; the desktop’s own switch counts', async () => {
  const command = { executable: '/opt/Latchkey/latchkey', args: ['--hidden'] };
  const autostart = xdgAutostart({ configHome: home, name: null, command });
  const path = join(home, 'autostart', 'chat.latchkey.desktop');
  expect(autostart.read()).toBe('off');
  expect(await autostart.put(true)).toBe('on');
  expect(readFileSync(path, 'utf8')).toContain('\nExec=/opt/Latchkey/latchkey --hidden\nTryExec=/opt/Latchkey/latchkey\n');
  for (const off of ['Hidden=true', 'X-GNOME-Autostart-enabled=false']) {
    writeFileSync(path, `${desktopEntry(command, null)}${off}\n`);
    expect(autostart.read()).toBe('off');
  }
  expect(await autostart.put(true)).toBe('on');
  expect(await autostart.put(false)).toBe('off');
  expect(existsSync(path)).toBe(false);
  expect(await autostart.put(false)).toBe('off');
});

test('an entry of a program that was moved is set right, one that is off stays off', async () => {
  const at = (executable: string) =>
    xdgAutostart({ configHome: home, name: 'work', command: { executable, args: ['--profile', 'work', '--hidden'] } });
  const path = join(home, 'autostart', 'chat.latchkey-work.desktop');
  await at('/old/latchkey').refresh();
  expect(existsSync(path)).toBe(false);
  await at('/old/latchkey').put(true);
  await at('/new/latchkey').refresh();
  expect(readFileSync(path, 'utf8')).toContain('Exec=/new/latchkey --profile work --hidden\n');
  writeFileSync(path, '[Desktop Entry]\nType=Application\nHidden=true\n');
  await at('/new/latchkey').refresh();
  expect(readFileSync(path, 'utf8')).not.toContain('Exec');
});

test('a path that no entry can hold is not put into one', async () => {
  for (const executable of ['/opt/a\nExec=evil', '/opt/a=b/latchkey', '/opt/100%/latchkey']) {
    const autostart = xdgAutostart({ configHome: home, name: null, command: { executable, args: [] } });
    expect(await autostart.put(true), executable).toBe('unavailable');
  }
  expect(existsSync(join(home, 'autostart'))).toBe(false);
});

test('another group of an entry does not speak for it', () => {
  expect(isObeyed('[Desktop Entry]\nName=a\n\n[Desktop Action x]\nHidden=true\n')).toBe(true);
  expect(isObeyed('[Desktop Entry]\nHidden = true\n[Desktop Action x]\nName=a\n')).toBe(false);
  expect(isObeyed('')).toBe(false);
});
