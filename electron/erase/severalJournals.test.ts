import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../disk/durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { profileAt } from '../profile/profile.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { EraseJournals } from './journals.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-journals-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (): EraseJournals =>
  new EraseJournals({
    profile: profileAt(folder),
    record: { accounts: [] },
    durable: createDurable(fakeLog(), undefined, () => undefined),
    log: fakeLog(),
  });
const journal = (digit: string): EraseJournal => ({
  v: 1,
  slug: digit.repeat(16),
  vaultEntries: [],
  reason: 'signedOutHere',
  at: 1,
  dataGone: false,
});

test('E8 two erases at once have a journal each, and both are found after a crash', async () => {
  const journals = open();
  const [one, two] = [journals.newFile('1'.repeat(16)), journals.newFile('2'.repeat(16))];
  await Promise.all([one.write('a', journal('1')), two.write('b', journal('2'))]);
  expect(readdirSync(folder).toSorted()).toEqual([`erase-${'2'.repeat(16)}.json`, 'erase.json']);
  const found = open().unfinished();
  expect(found.map((each) => each.journal.slug).toSorted()).toEqual(['1'.repeat(16), '2'.repeat(16)]);
  for (const { file } of found) await file.remove();
  expect(open().unfinished()).toEqual([]);
});

test('E8 while one waits in a file nobody else writes to it; once it is done the plain name is free again', async () => {
  const first = open();
  await first.newFile('1'.repeat(16)).write('a', journal('1'));
  const journals = open();
  const [found] = journals.unfinished();
  const other = journals.newFile('2'.repeat(16));
  expect(other.path).toContain('erase-22');
  await found!.file.remove();
  journals.freeIfDone(found!.file);
  expect(journals.newFile('3'.repeat(16)).path).toBe(join(folder, 'erase.json'));
});

test('E8 a place that takes over the name of an erase that still waits does not write into its file', async () => {
  const first = open();
  for (const digit of ['1', '2']) await first.newFile(digit.repeat(16)).write('a', journal(digit));
  const journals = open();
  const waiting = journals.unfinished().map(({ file }) => file.path);
  for (const digit of ['1', '2']) expect(waiting).not.toContain(journals.newFile(digit.repeat(16)).path);
});
