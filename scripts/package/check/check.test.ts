import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../root.mjs';
import { isInstalled } from '../../run.mjs';
import { strangersIn } from './contents.mjs';
import { missingFrom } from './dependencies.mjs';
import { checkFlatpak } from './flatpak.mjs';
import { faultsIn, parseListing } from './listing.mjs';
import { rpmlintErrors } from './rpm.mjs';

test('T85 what does not belong to the application is told from what does', () => {
  const own = [
    'out/main.cjs',
    'out/store.cjs',
    'out/page/index.html',
    'out/engine/assets/x-1a.wasm',
    'node_modules/keytar/lib/keytar.js',
    'node_modules/node-gyp-build/index.js',
    'node_modules/@signalapp/sqlcipher/prebuilds/linux-x64/@signalapp+sqlcipher.node',
    'package.json',
    'LICENSE',
    'assets/icons/hicolor/256x256.png',
  ];
  expect(strangersIn(own)).toEqual([]);
  const strangers = [
    'out/main.cjs.map',
    'out/page/assets/x.js.map',
    'electron/main.ts',
    'e2e/x.spec.ts',
    '.env',
    'node_modules/react/index.js',
    'node_modules/keytar/src/main.cc',
    'package-lock.json',
  ];
  expect(strangersIn([...own, ...strangers])).toEqual(strangers);
});

const newer = (a: string, b: string): boolean => Number(a) >= Number(b);

test('a library that is linked and not asked for is missed; its renamed self counts; the C library has to be new enough', () => {
  const declared = ['libgtk-3-0t64 | libgtk-3-0', 'libnss3', 'libc6 (>= 2.34)', 'xdg-utils'];
  expect(missingFrom(declared, 'libc6 (>= 2.34), libgtk-3-0 (>= 3.9), libnss3 (>= 2:3.30)', newer)).toEqual([]);
  expect(missingFrom(['libgtk-3-0t64', 'libc6 (>= 2.34)'], 'libc6 (>= 2.25), libgtk-3-0 (>= 3.9)', newer)).toEqual([]);
  expect(missingFrom(declared, 'libc6 (>= 2.36), libasound2 (>= 1.0)', newer)).toEqual([
    'deb.depends has to ask for libc6 (>= 2.36)',
    'deb.depends lacks libasound2',
  ]);
});

const good = Array.from({ length: 40 }, (_, index) => `-rw-r--r-- root/root ${index} 2026-11-27 01:39 ./usr/f ${index}`);
const sandbox = '-rwsr-xr-x root/root 38448 2026-11-27 01:39 ./chrome-sandbox';
const expected = { owner: 'root/root', setuid: ['./chrome-sandbox'] };

test('T85 owners, modes and dates of an archive', () => {
  expect(parseListing('lrwxrwxrwx root/root 0 2026-11-27 01:39 ./usr/bin/latchkey -> ../lib/latchkey/latchkey\n')).toEqual([
    { mode: 'lrwxrwxrwx', owner: 'root/root', date: '2026-11-27 01:39', path: './usr/bin/latchkey' },
  ]);
  const faultsOf = (...lines: string[]) => faultsIn(parseListing([...good, ...lines].join('\n')), expected);
  expect(faultsOf(sandbox)).toEqual([]);
  expect(faultsOf()).toEqual(['set-uid: nothing']);
  expect(faultsOf(sandbox, '-rw-rw-r-- root/root 1 2026-11-27 01:39 ./w')).toEqual(['./w can be written by others']);
  expect(faultsOf(sandbox, '-rw-r----- root/root 1 2026-11-27 01:39 ./r')).toEqual(['./r cannot be read by everybody']);
  expect(faultsOf(sandbox, '-rw-r--r-- alice/root 1 2026-11-27 01:40 ./o')).toEqual([
    './o belongs to alice/root',
    '2 dates: 2026-11-27 01:39, 2026-11-27 01:40',
  ]);
  expect(faultsIn(parseListing(sandbox), expected)).toEqual(['only 1 entries']);
});

test.runIf(isInstalled('flatpak-builder'))('what flatpak-builder would leave out of a manifest without a word is a fault', () => {
  const manifest = join(root, 'packaging', 'flatpak', 'chat.latchkey.desktop.yml');
  expect(checkFlatpak(manifest)).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-manifest-'));
  try {
    const wrong = join(folder, 'wrong.yml');
    const changes = [
      ['finish-args:', 'finish-arguments:'],
      ['type: archive', 'type: archives'],
    ] as const;
    for (const [right, misspelled] of changes) {
      writeFileSync(wrong, readFileSync(manifest, 'utf8').replace(right, misspelled));
      expect(checkFlatpak(wrong)?.join(' '), misspelled).toContain('Unknown');
    }
    expect(checkFlatpak(join(folder, 'none.yml'))).not.toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('T85 of what rpmlint calls errors only the sandbox’s helper and the missing signature are meant', () => {
  const meant = [
    'latchkey.x86_64: E: setuid-binary /usr/lib/latchkey/chrome-sandbox root 4755',
    'latchkey.x86_64: E: non-standard-executable-perm /usr/lib/latchkey/chrome-sandbox 4755',
    'latchkey.x86_64: E: no-signature ',
    'latchkey.x86_64: W: unstripped-binary-or-object /usr/lib/latchkey/latchkey',
  ];
  const wrong = [
    'latchkey.x86_64: E: setuid-binary /usr/lib/latchkey/latchkey root 4755',
    'latchkey.x86_64: E: non-standard-executable-perm /usr/lib/latchkey/chrome-sandbox 4777',
    'latchkey.x86_64: E: zero-length /usr/lib/latchkey/resources/app.asar',
  ];
  expect(rpmlintErrors([...meant, ...wrong].join('\n'))).toEqual(wrong);
});
