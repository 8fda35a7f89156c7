import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookAt, openElsewhere, prepareFolder, whyNotLocked } from './checkFolder.ts';
import { folderWords } from './startWords.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'latchkey-folder-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';
const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('J14 a new folder is its owner’s alone, and so is one that was not', () => {
  const folder = join(home, 'share', 'latchkey', 'profiles', 'default');
  expect(prepareFolder(folder)).toBeNull();
  expect([folder, join(folder, '..'), join(folder, '..', '..')].map(modeOf)).toEqual([0o700, 0o700, 0o700]);
  chmodSync(folder, 0o755);
  expect(prepareFolder(folder)).toBeNull();
  expect(modeOf(folder)).toBe(0o700);
  expect(readdirSync(folder)).toEqual([]);
});

test('J14 a link to nowhere, on the way or at the end, is no reason to begin anew', () => {
  const folder = join(home, 'latchkey', 'default');
  symlinkSync('/no disk/latchkey', join(home, 'latchkey'));
  const trouble = { is: 'linkToNowhere', path: join(home, 'latchkey'), to: '/no disk/latchkey' } as const;
  expect(prepareFolder(folder)).toEqual(trouble);
  expect(folderWords(trouble).text).toContain('/no disk/latchkey');
  rmSync(join(home, 'latchkey'));
  mkdirSync(join(home, 'latchkey'));
  symlinkSync(folder, folder);
  expect(lookAt(folder)).toEqual({ is: 'linkToNowhere', path: folder, to: folder });
  expect(lstatSync(folder).isSymbolicLink()).toBe(true);
});

test('J14 a link to a folder is a folder', () => {
  mkdirSync(join(home, 'real'));
  symlinkSync('real', join(home, 'link'));
  expect(prepareFolder(join(home, 'link'))).toBeNull();
  expect(prepareFolder(join(home, 'link', 'default'))).toBeNull();
  expect(existsSync(join(home, 'real', 'default'))).toBe(true);
});

test('J14 a file where a folder should be is left alone', () => {
  writeFileSync(join(home, 'latchkey'), 'somebody’s');
  expect(prepareFolder(join(home, 'latchkey'))).toEqual({ is: 'notAFolder', path: join(home, 'latchkey') });
  expect(prepareFolder(join(home, 'latchkey', 'default'))).toEqual({ is: 'notAFolder', path: join(home, 'latchkey') });
});

test('J14 another user’s folder is not used, and keeps its rights', (context) => {
  if (!isRoot) context.skip('giving a folder away takes root');
  const folder = join(home, 'default');
  mkdirSync(folder, { mode: 0o755 });
  chownSync(folder, 65_534, 65_534);
  expect(prepareFolder(folder)).toEqual({ is: 'somebodyElses', path: folder });
  expect(modeOf(folder)).toBe(0o755);
});

test('J14 where nothing may be written, that is said', (context) => {
  if (!isLinux) context.skip('no such place here');
  // Not even root makes a folder there.
  expect(prepareFolder('/sys/latchkey')).toEqual({ is: 'readOnly', path: '/sys/latchkey' });
});

test('J14 a lock of this computer is Chromium’s to judge, one of another computer is not taken over', () => {
  expect([openElsewhere(home), whyNotLocked(home)]).toEqual([null, null]);
  symlinkSync(`${hostname()}-4242`, join(home, 'SingletonLock'));
  expect([openElsewhere(home), whyNotLocked(home)]).toEqual([null, null]);
  rmSync(join(home, 'SingletonLock'));
  symlinkSync('other-computer-4242', join(home, 'SingletonLock'));
  expect(openElsewhere(home)).toEqual({ is: 'openElsewhere', path: home, host: 'other-computer' });
  expect(readdirSync(home)).toEqual(['SingletonLock']);
});
