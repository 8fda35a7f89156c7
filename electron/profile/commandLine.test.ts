import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommandLine, profileName } from './commandLine.ts';
import type { CommandLine } from './commandLine.ts';

const plain = { profile: null, hidden: false, link: null };
const started = (start: Partial<typeof plain> | Record<string, unknown>): CommandLine => ({
  is: 'start',
  start: { ...plain, ...start } as typeof plain,
});

test('our own flags are understood, in both spellings, and what is Chromium’s is left to it', () => {
  expect(parseCommandLine([])).toEqual(started({}));
  expect(parseCommandLine(['--profile', 'work', '--hidden'])).toEqual(started({ profile: 'work', hidden: true }));
  expect(parseCommandLine(['--profile=Work_2'])).toEqual(started({ profile: 'work_2' }));
  expect(parseCommandLine(['--no-sandbox', '/some/folder', '--ozone-platform=wayland', '--hidden'])).toEqual(started({ hidden: true }));
  expect(parseCommandLine(['--profile', 'default'])).toEqual(started({}));
  expect(parseCommandLine(['--profile', 'work', '--profile=WORK'])).toEqual(started({ profile: 'work' }));
  expect(parseCommandLine(['--hidden', '--help'])).toEqual({ is: 'help' });
  expect(parseCommandLine(['-h'])).toEqual({ is: 'help' });
  expect(parseCommandLine(['--version'])).toEqual({ is: 'version' });
});

test('T60 nothing that stands behind a link, or behind --, is obeyed', () => {
  const link = 'latchkey://sign-in/nonce?state=a';
  expect(parseCommandLine(['--hidden', link, '--profile', 'evil', '--help'])).toEqual(started({ hidden: true, link }));
  expect(parseCommandLine([`${link} --profile evil`])).toEqual(started({ link: `${link} --profile evil` }));
  expect(parseCommandLine(['--', '--profile', 'evil'])).toEqual(started({}));
  expect(parseCommandLine(['--', link])).toEqual(started({ link }));
});

test('a name that is none opens nothing, and says so', () => {
  for (const name of ['a b', '../x', 'a/b', '.', 'ü', 'a'.repeat(33), 'con', 'COM1', '_x', 'a\n', 'a\0'])
    expect(parseCommandLine([`--profile=${name}`]), name).toEqual({ is: 'wrong', why: { is: 'profileName', name } });
  for (const args of [['--profile'], ['--profile', '--hidden'], ['--profile='], ['--profile', '']])
    expect(parseCommandLine(args)).toEqual({ is: 'wrong', why: { is: 'profileMissing' } });
  expect(parseCommandLine(['--profile', 'a', '--profile', 'b'])).toEqual({ is: 'wrong', why: { is: 'severalProfiles' } });
});

test('a flag that is nearly ours is asked about, because the usual profile would open', () => {
  const meant = {
    '--profiles': '--profile',
    '--Profile': '--profile',
    '-profile': '--profile',
    '--profil': '--profile',
    '--hiden': '--hidden',
    '--versoin': undefined,
  };
  for (const [flag, own] of Object.entries(meant)) {
    const answer = own ? { is: 'wrong', why: { is: 'misspelt', flag, meant: own } } : started({});
    expect(parseCommandLine([`${flag}`, 'work']), flag).toEqual(answer);
  }
});

test('T60 whatever it is given, a profile’s name is a plain part of a path', () => {
  let names = 0;
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^[A-Za-z0-9_-]{1,34}$/),
    fc.constantFrom('--profile', '--profile=x', '--', 'latchkey:x', '--hidden'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (args) => {
      const line = parseCommandLine(args);
      if (line.is !== 'start' || line.start.profile === null) return;
      names += 1;
      expect(line.start.profile).toMatch(/^[a-z0-9][a-z0-9_-]{0,31}$/);
      expect(profileName(line.start.profile)).toBe(line.start.profile);
    }),
    { numRuns: 2_000, seed: 12 },
  );
  expect(names).toBeGreaterThan(20);
});
