import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createDurable } from '../disk/durable.ts';
import { EraseNotice } from '../erase/eraseNotice.ts';
import type { EraseJournal } from '../erase/journal.ts';
import { EraseJournals } from '../erase/journals.ts';
import { fakeLog } from '../FakeLog.ts';
import { profileAt } from '../profile/profile.ts';
import type { SharedServices } from './services.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { FakeVault } from '../vault/FakeVault.ts';
import { finishErases } from './finishErases.ts';

// All of Electron that an erase asks; `hangs` while its page storage is not to be had.
const electron = vi.hoisted(() => ({ hangs: false }));
vi.mock('electron', () => ({ app: { whenReady: () => Promise.resolve() } }));
vi.mock('../erase/clearTraces.ts', () => ({
  clearPartition: () => (electron.hangs ? new Promise(() => undefined) : Promise.resolve()),
  clearTraces: () => (electron.hangs ? new Promise(() => undefined) : Promise.resolve()),
}));

const folders: string[] = [];
afterEach(() => {
  electron.hangs = false;
  vi.useRealTimers();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const journal = (digit: string): EraseJournal => ({
  v: 1,
  slug: digit.repeat(16),
  vaultEntries: [],
  reason: 'signedOutHere',
  at: Number(digit),
  dataGone: false,
});

async function cutOff(...digits: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-finish-'));
  folders.push(folder);
  const log = fakeLog();
  const profile = profileAt(folder);
  const durable = createDurable(log, undefined, () => undefined);
  const record = new SessionRecord(profile.record, durable);
  const shared = {
    profile,
    log,
    durable,
    record,
    vault: new FakeVault(),
    notice: new EraseNotice(profile.eraseNotice, durable, log),
  } as unknown as SharedServices;
  const journals = (): EraseJournals => new EraseJournals({ profile, record, durable, log });
  const before = journals();
  for (const digit of digits) await before.newFile(digit.repeat(16)).write('begin', journal(digit));
  return { folder, shared, journals };
}

test('N-8 erases that hang keep the window away for five seconds all together, not each', async () => {
  const { shared, journals } = await cutOff('1', '2', '3');
  electron.hangs = true;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let erasers: Awaited<ReturnType<typeof finishErases>> | null = null;
  void finishErases(shared, journals()).then((done) => (erasers = done));
  await vi.advanceTimersByTimeAsync(4_900);
  expect(erasers).toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  await vi.waitFor(() =>
    expect(erasers?.finished.map(({ slug }) => slug).toSorted()).toEqual(['1', '2', '3'].map((digit) => digit.repeat(16))),
  );
});

test('N-8 E8 several that were cut off end together, and what they name for the next start is all there', async () => {
  const { shared, journals, folder } = await cutOff('1', '2', '3', '4');
  const { finished } = await finishErases(shared, journals());
  expect(finished.map(({ outcome }) => outcome.progress)).toEqual(
    Array.from({ length: 4 }, () => ({ keys: 'done', messages: 'done', files: 'done', traces: 'done' })),
  );
  expect(readdirSync(folder)).toEqual(['leftPartitions.json', 'session.json']);
  const { hashes } = JSON.parse(readFileSync(join(folder, 'leftPartitions.json'), 'utf8')) as { hashes: string[] };
  expect(new Set(hashes).size).toBe(4);
});
