import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../durable.ts';
import { fakeLog } from '../FakeLog.ts';
import { SessionRecord } from './record.ts';
import type { AccountRecord } from './record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = (slug: string): AccountRecord => ({ slug, phase: 'signedIn', account: null, expiredSince: null, keyCheck: null, pendingKey: true });
const open = (): SessionRecord => new SessionRecord(join(folder, 'session.json'), createDurable(fakeLog(), undefined, () => undefined));

test('changes at the same moment are all kept, on disk as in memory', async () => {
  const record = open();
  await record.put('put', entry('0'.repeat(16)));
  await Promise.all([record.change('a', '0'.repeat(16), { expiredSince: 5 }), record.change('b', '0'.repeat(16), { pendingKey: false }), record.put('c', entry('1'.repeat(16)))]);
  expect(record.of('0'.repeat(16))).toMatchObject({ expiredSince: 5, pendingKey: false });
  expect(open().accounts).toEqual(record.accounts);
});

test('a change that comes with the end of an account does not bring it back', async () => {
  const record = open();
  await record.put('put', entry('0'.repeat(16)));
  await Promise.all([record.drop('drop', '0'.repeat(16)), record.change('late', '0'.repeat(16), { pendingKey: false })]);
  expect(JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'))).toEqual({ v: 1, accounts: [] });
});
