import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../disk/durable.ts';
import { EraseNotice } from '../erase/eraseNotice.ts';
import { EraseJournals } from '../erase/journals.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { fakeLog } from '../FakeLog.ts';
import { profileAt } from '../profile/profile.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { FakeVault } from '../vault/FakeVault.ts';
import { finishOlderErases } from './finishOlderErases.ts';

const slug = '0123456789abcdef';
const alice = '@alice:hs.test';
let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'latchkey-older-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Two folders with accounts; an erase of the older one was cut off before anything was destroyed. */
async function twoFolders(vaultEntries: EraseJournal['vaultEntries'], inKeychain: Readonly<Record<string, string>>) {
  const log = fakeLog();
  const durable = createDurable(log, undefined, () => undefined);
  const [older, newer] = [profileAt(join(home, 'older'), { name: null }), profileAt(join(home, 'newer'), { name: null })];
  const record = new SessionRecord(newer.record, durable);
  const account = { userId: alice, deviceId: 'NEWER', homeserver: 'https://hs.test', slug: 'f'.repeat(16) } as const;
  await record.put('newer', { slug: account.slug, phase: 'signedIn', account, expiredSince: null, keyCheck: null, pendingKey: false });
  mkdirSync(older.account(slug).folder, { recursive: true });
  mkdirSync(older.account(slug).partitionFolder, { recursive: true });
  writeFileSync(older.account(slug).store, 'messages');
  const journals = new EraseJournals({ profile: older, record: { accounts: [] }, durable, log });
  await journals.newFile(slug).write('begin', { v: 1, slug, vaultEntries, reason: 'signedOutElsewhere', at: 1, dataGone: false });
  const vault = new FakeVault();
  for (const [name, secret] of Object.entries(inKeychain)) await vault.write(name, secret);
  const notice = new EraseNotice(newer.eraseNotice, durable, log);
  await finishOlderErases({ log, durable, record, vault, notice }, older.folder);
  return { older, vault, notice };
}

const entryOf = (deviceId: string): string =>
  JSON.stringify({ v: 1, userId: alice, deviceId, homeserver: 'https://hs.test', rootKey: Buffer.alloc(32, 1).toString('base64') });

test('J13 E4 an erase that was cut off in a folder which is not used any more is finished there, and people are told', async () => {
  const { older, vault, notice } = await twoFolders(
    [
      { name: '@bob:hs.test', deviceId: null },
      { name: alice, deviceId: 'OLDER' },
    ],
    { '@bob:hs.test': 'a key', [alice]: entryOf('OLDER') },
  );
  expect(existsSync(older.account(slug).folder)).toBe(false);
  expect(existsSync(older.account(slug).partitionFolder)).toBe(false);
  expect(readdirSync(older.folder).filter((name) => name.startsWith('erase'))).toEqual([]);
  expect([...vault.entries.keys()]).toEqual([]);
  expect(notice.read().map(({ reason }) => reason)).toEqual(['signedOutElsewhere']);
});

test.each([
  ['of another device', 'OLDER'],
  ['that the journal names no device for', null],
])('J13 the key of the newer folder’s account stays: an entry %s', async (_which, deviceId) => {
  const { older, vault } = await twoFolders([{ name: alice, deviceId }], { [alice]: entryOf('NEWER') });
  expect([...vault.entries]).toEqual([[alice, entryOf('NEWER')]]);
  expect(existsSync(older.account(slug).folder)).toBe(false);
});
