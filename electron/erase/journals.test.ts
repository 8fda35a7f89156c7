import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UserId } from '../../core/ids.ts';
import { createDurable } from '../disk/durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { profileAt } from '../profile/profile.ts';
import type { Profile } from '../profile/profile.ts';
import type { AccountRecord } from '../record/sessionRecord.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { EraseJournals } from './journals.ts';

let profile: Profile;
beforeEach(() => (profile = profileAt(mkdtempSync(join(tmpdir(), 'journals-')))));
afterEach(() => rmSync(profile.folder, { recursive: true }));

const [slug, other] = ['a'.repeat(16), 'b'.repeat(16)];
const user = '@alice:hs.test';

const signedIn = (of: string, userId = user): AccountRecord => ({
  slug: of,
  phase: 'signedIn',
  expiredSince: null,
  keyCheck: null,
  pendingKey: false,
  account: { slug: of, userId: userId as UserId, deviceId: 'DEVICE1', homeserver: 'https://hs.test' } as AccountRecord['account'],
});
const journal: EraseJournal = {
  v: 1,
  slug,
  vaultEntries: [{ name: user, deviceId: 'DEVICE1' }],
  reason: 'signedOutElsewhere',
  at: 7,
  dataGone: false,
};
/** As a flipped bit or a lost block leaves it. */
const damaged = JSON.stringify(journal).replace('"v":1', '"v"\u00001');

function unfinished(accounts: readonly AccountRecord[]) {
  const journals = new EraseJournals({
    profile,
    record: { accounts },
    log: fakeLog(),
    durable: createDurable(fakeLog(), undefined, () => undefined),
  });
  return { journals, found: journals.unfinished() };
}
const makeFolder = (of: string): unknown => mkdirSync(profile.account(of).folder, { recursive: true });

test('a journal that is whole is taken at its word', () => {
  writeFileSync(profile.eraseJournal, JSON.stringify(journal));
  expect(unfinished([]).found.map((one) => one.journal)).toEqual([journal]);
});

test('a damaged journal that still names an account erases that one, with the reason that can be read, and no other', () => {
  [slug, other].forEach(makeFolder);
  writeFileSync(profile.eraseJournal, damaged);
  const { found } = unfinished([signedIn(slug), signedIn(other, '@bob:hs.test')]);
  expect(found.map((one) => one.journal)).toMatchObject([
    {
      slug,
      reason: 'signedOutElsewhere',
      dataGone: false,
      vaultEntries: [
        { name: user, deviceId: 'DEVICE1' },
        { name: `pending:${slug}`, deviceId: null },
      ],
    },
  ]);
  expect(found[0]?.file.path).toBe(profile.eraseJournal);
});

test('the record is gone too: folder and journal say enough', () => {
  makeFolder(slug);
  writeFileSync(profile.eraseJournal, damaged);
  expect(unfinished([]).found[0]?.journal).toMatchObject({
    slug,
    vaultEntries: [{ name: user, deviceId: 'DEVICE1' }, { name: `pending:${slug}` }],
  });
});

test.each(['', '\u0000\u0000\u0000'])(
  'one that says nothing (%j) finishes what has begun to go, and leaves an account that is whole alone',
  (text) => {
    makeFolder(other);
    writeFileSync(profile.eraseJournal, text);
    const { found } = unfinished([signedIn(slug), signedIn(other, '@bob:hs.test')]);
    expect(found.map((one) => one.journal.slug)).toEqual([slug]);
  },
);

test('one that cannot be read at all counts as begun, and is not overwritten by the next erase', () => {
  mkdirSync(profile.eraseJournal);
  makeFolder(other);
  const { found, journals } = unfinished([signedIn(slug), signedIn(other, '@bob:hs.test')]);
  expect(found.map((one) => one.journal.slug)).toEqual([slug]);
  expect(journals.newFile(other).path).toBe(profile.eraseJournalOf(other));
});

test('where the damage leaves nothing certain, nothing is destroyed and the file stays', () => {
  makeFolder(other);
  writeFileSync(profile.eraseJournal, '{');
  const { found, journals } = unfinished([signedIn(other, '@bob:hs.test')]);
  expect(found).toEqual([]);
  expect(journals.newFile(other).path).not.toBe(profile.eraseJournal);
  expect(readFileSync(profile.eraseJournal, 'utf8')).toBe('{');
});

test('the data were gone already: only the key is still asked for, and not that of a later sign-in', () => {
  makeFolder(other);
  writeFileSync(profile.eraseJournal, damaged);
  expect(unfinished([]).found[0]?.journal).toMatchObject({
    dataGone: true,
    vaultEntries: [{ name: user, deviceId: 'DEVICE1' }, { name: `pending:${slug}` }],
  });
  expect(unfinished([signedIn(other)]).found[0]?.journal.vaultEntries).toEqual([{ name: `pending:${slug}`, deviceId: null }]);
});
