import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../disk/durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { SessionRecord } from './sessionRecord.ts';
import type { AccountRecord } from './sessionRecord.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = (slug: string): AccountRecord => ({
  slug,
  phase: 'signedIn',
  account: null,
  expiredSince: null,
  keyCheck: null,
  pendingKey: true,
});
const open = (): SessionRecord =>
  new SessionRecord(
    join(folder, 'session.json'),
    createDurable(fakeLog(), undefined, () => undefined),
  );

test('changes at the same moment are all kept, on disk as in memory', async () => {
  const record = open();
  await record.put('put', entry('0'.repeat(16)));
  await Promise.all([
    record.change('a', '0'.repeat(16), { expiredSince: 5 }),
    record.change('b', '0'.repeat(16), { pendingKey: false }),
    record.put('c', entry('1'.repeat(16))),
  ]);
  expect(record.of('0'.repeat(16))).toMatchObject({ expiredSince: 5, pendingKey: false });
  expect(open().accounts).toEqual(record.accounts);
});

test('T46 S-5 one entry that cannot be read costs no other account', async () => {
  const record = open();
  for (const slug of ['0', '1', '2']) await record.put('put', entry(slug.repeat(16)));
  const path = join(folder, 'session.json');
  const stored = JSON.parse(readFileSync(path, 'utf8')) as { accounts: { phase: string }[] };
  stored.accounts[1]!.phase = 'no such phase';
  writeFileSync(path, JSON.stringify(stored));
  expect(open().accounts.map(({ slug }) => slug[0])).toEqual(['0', '2']);
});

test('a change that comes with the end of an account does not bring it back', async () => {
  const record = open();
  await record.put('put', entry('0'.repeat(16)));
  await Promise.all([record.drop('drop', '0'.repeat(16)), record.change('late', '0'.repeat(16), { pendingKey: false })]);
  expect(JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'))).toEqual({ v: 1, accounts: [] });
});

test('E8 a user belongs to one account, from the moment the server gave a token for it', async () => {
  const record = open();
  const [here, there] = ['0'.repeat(16), '1'.repeat(16)] as const;
  const user = '@alice:hs.test';
  expect(record.claim(user, here)).toBe(true);
  expect(record.claim(user, there), 'while the first is being kept').toBe(false);
  await record.put('put', { ...entry(here), account: { userId: user, deviceId: 'D', homeserver: 'https://hs.test', slug: here } });
  record.release(here);
  expect(record.claim(user, there), 'once it is kept').toBe(false);
  expect([record.isElsewhere(user, there), record.isElsewhere(user, here)]).toEqual([true, false]);
  await record.drop('drop', here);
  expect(record.claim(user, there)).toBe(true);
});

test('E8 what changes for one account leaves the others as they are, in their order', async () => {
  const record = open();
  const [one, two, three] = ['0'.repeat(16), '1'.repeat(16), '2'.repeat(16)] as const;
  for (const slug of [one, two, three]) await record.put('put', entry(slug));
  await Promise.all([
    record.change('a', two, { expiredSince: 9 }),
    record.drop('b', one),
    record.change('c', three, { pendingKey: false }),
  ]);
  expect(open().accounts.map(({ slug, expiredSince, pendingKey }) => [slug, expiredSince, pendingKey])).toEqual([
    [two, 9, true],
    [three, null, false],
  ]);
});
