import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { allErased } from '../../core/session/eraseProgress.ts';
import { createDurable } from '../disk/durable.ts';
import { EraseNotice } from '../erase/eraseNotice.ts';
import type { EraseJournalFile } from '../erase/journal.ts';
import { EraseJournals } from '../erase/journals.ts';
import { fakeLog } from '../FakeLog.ts';
import { profileAt } from '../profile/profile.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { Delays } from '../session/delays.ts';
import type { EffectParts } from '../session/effects/effectParts.ts';
import { leaving } from '../session/effects/leaving.ts';
import { SessionRunner } from '../session/sessionRunner.ts';
import type { Effects } from '../session/sessionRunner.ts';
import { FakeVault } from '../vault/FakeVault.ts';
import { createEraser } from '../erase/createEraser.ts';
import { earlierErases } from '../erase/earlierErases.ts';
import { finishErases } from './finishErases.ts';
import type { Slot } from './slot.ts';

// All of Electron that an erase asks; `hangs` while its page storage is not to be had.
const electron = vi.hoisted(() => ({ hangs: false, whenReady: Promise.resolve() }));
vi.mock('electron', () => ({ app: { whenReady: () => electron.whenReady } }));
vi.mock('../erase/clearTraces.ts', () => ({
  clearPartition: () => (electron.hangs ? new Promise(() => undefined) : Promise.resolve()),
  clearTraces: () => (electron.hangs ? new Promise(() => undefined) : Promise.resolve()),
}));

const folders: string[] = [];
afterEach(() => {
  electron.hangs = false;
  electron.whenReady = Promise.resolve();
  vi.useRealTimers();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const journal = (digit: string, dataGone = false): EraseJournal => ({
  v: 1,
  slug: digit.repeat(16),
  vaultEntries: [{ name: `@user${digit}:hs.test`, deviceId: null }],
  reason: 'signedOutElsewhere',
  at: Number(digit),
  dataGone,
});

/** What an earlier run has left, and what this one makes of it: real sessions that do nothing but erase. */
async function left(journals: readonly EraseJournal[], { unread = [] as readonly EraseJournal[] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-finish-'));
  folders.push(folder);
  const log = fakeLog();
  const profile = profileAt(folder);
  const durable = createDurable(log, undefined, () => undefined);
  const record = new SessionRecord(profile.record, durable);
  const vault = new FakeVault();
  for (const { vaultEntries } of journals) for (const { name } of vaultEntries) vault.entries.set(name, 'a key');
  const notice = new EraseNotice(profile.eraseNotice, durable, log);
  const shared = { profile, log, durable, record, vault, notice };
  const before = new EraseJournals({ profile, record, durable, log });
  for (const each of journals) await before.newFile(each.slug).write('begin', each);
  for (const each of unread) await notice.keep(each);
  const open = () => {
    const eraserOf = (file: EraseJournalFile) => createEraser({ ...shared, journal: file });
    const found = earlierErases({ journals: new EraseJournals({ profile, record, durable, log }), notice, log, eraserOf });
    const slots = found.places.map(({ known, journal: file }) => {
      const nothing = { hold: () => undefined, forget: () => undefined };
      const runner = new SessionRunner({
        log,
        delays: new Delays(),
        effects: (send) => {
          const eraser = file === null ? null : eraserOf(file);
          const parts = { ...shared, eraser, credentials: nothing, gate: nothing, earlierKeysGone: found.keysGone };
          return leaving(parts as unknown as EffectParts, send) as unknown as Effects;
        },
      });
      return { runner, start: () => runner.start(known) } as unknown as Slot;
    });
    return { slots, phases: () => slots.map(({ runner }) => runner.state.phase), slugs: found.slugs };
  };
  return { folder, vault, open };
}

test('N-8 E3 erases that hang keep the window away for five seconds all together, not each, from when there could be one', async () => {
  const { slots, phases, slugs } = (await left(['1', '2', '3'].map((digit) => journal(digit)))).open();
  expect([...slugs].toSorted()).toEqual(['1', '2', '3'].map((digit) => digit.repeat(16)));
  electron.hangs = true;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isReady = (): void => undefined;
  electron.whenReady = new Promise((resolve) => (isReady = resolve));
  let done = false;
  void finishErases(slots).then(() => (done = true));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(done, 'Electron is not ready yet').toBe(false);
  isReady();
  await vi.advanceTimersByTimeAsync(4_900);
  expect(done).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  await vi.waitFor(() => expect(done).toBe(true));
  expect(phases(), 'and nothing else is shown in their place').toEqual(['erasing', 'erasing', 'erasing']);
});

test('N-8 E8 several that were cut off end together, and what they name for the next start is all there', async () => {
  const { folder, vault, open } = await left(['1', '2', '3', '4'].map((digit) => journal(digit)));
  const { slots, phases } = open();
  await finishErases(slots);
  expect(phases()).toEqual(['erased', 'erased', 'erased', 'erased']);
  for (const { runner } of slots) expect(runner.state).toMatchObject({ progress: allErased });
  expect(vault.entries.size).toBe(0);
  expect(readdirSync(folder).toSorted()).toEqual(['erased.json', 'leftPartitions.json', 'session.json']);
  const { hashes } = JSON.parse(readFileSync(join(folder, 'leftPartitions.json'), 'utf8')) as { hashes: string[] };
  expect(new Set(hashes).size).toBe(4);
});

test('E6 E4 a notice that nobody has read is shown once, and its keys are ticked off when the keychain lets go, which no window waits for', async () => {
  const cutOff = journal('1');
  const { vault, open } = await left([cutOff, journal('2', true)], { unread: [cutOff, journal('2')] });
  vault.trouble = { is: 'unreadable', reason: 'locked' };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { slots, slugs } = open();
  expect([...slugs]).toEqual([cutOff.slug]);
  const finished = finishErases(slots);
  await vi.advanceTimersByTimeAsync(2_000);
  await finished;
  expect(slots.map(({ runner }) => runner.state)).toMatchObject([
    { phase: 'erased', at: 1, progress: { ...allErased, keys: 'retrying' } },
    { phase: 'erased', at: 2, progress: { ...allErased, keys: 'retrying' } },
  ]);
  vault.trouble = null;
  await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitFor(() => {
    for (const { runner } of slots) expect(runner.state).toMatchObject({ phase: 'erased', progress: allErased });
  });
  expect(vault.entries.size).toBe(0);
});

test('E3 where nothing is left of an erase, nobody waits for Electron', async () => {
  electron.whenReady = new Promise(() => undefined);
  const { slots, phases } = (await left([], { unread: [journal('1')] })).open();
  await finishErases(slots);
  expect(phases()).toEqual(['erased']);
});
