import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventRow } from '../../core/features/history/rows.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Stores } from '../file/stores.ts';
import { closeStores, openedStores, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import { storeHandlers } from '../storeHandlers.fixtures.ts';
import { entryOf } from '../tables/entries.fixtures.ts';
import { answerIn } from './answers.fixtures.ts';
import { plainRow } from './worldOfEvents.fixtures.ts';

const big: RoomId = '!big:example.org';
const quiet: RoomId = '!quiet:example.org';
const old = 1_700_000_000_000;
let folder: StoreFolder;
let stores: Stores;
let calls: ReturnType<typeof storeHandlers>['calls'];

beforeEach(async () => {
  folder = storeFolder();
  stores = openedStores(folder.path);
  ({ calls } = storeHandlers(stores));
});
afterEach(() => {
  closeStores(stores);
  folder.remove();
});

/** Sent at `old` and a second for each before. */
const rows = (from: number, to: number, change: Partial<EventRow> = {}): readonly EventRow[] =>
  Array.from({ length: to - from }, (_, index) => plainRow(from + index, { ts: old + (from + index) * 1000, ...change }));

async function take(roomId: RoomId, events: readonly EventRow[], bundled: readonly EventRow[] = []): Promise<void> {
  await calls.takeSync({ sync: null, rooms: [answerIn(roomId, events, { bundled })] });
}

interface Slices {
  readonly rows: number;
  readonly each: readonly number[];
}

async function forget(before: number): Promise<Slices> {
  const each: number[] = [];
  for (let from: number | null = 0; from !== null;) {
    const done: { rows: number; next: number | null } = await calls.forgetHistory({ before, from });
    each.push(done.rows);
    from = done.next;
  }
  return { rows: each.reduce((sum, count) => sum + count, 0), each };
}

async function count(times: readonly number[] = []) {
  const counted = await calls.countHistory({ times: [...times], from: 0 });
  expect(counted.next).toBeNull();
  return counted;
}

async function shown(roomId: RoomId) {
  const window = await calls.historyWindow({ of: { room: roomId }, from: { newest: true }, limit: 400 });
  return { ids: window.rows.map(({ row }) => row.eventId), gaps: window.gaps };
}

test('what is older goes, in slices of at most 100, and a gap without a token stands there; unsent messages and drafts stay', async () => {
  await take(big, rows(0, 1000));
  await calls.putOutbox({ entry: entryOf(1) });
  await calls.putDraft({ roomId: big, text: 'a draft' });
  const time = old + 730 * 1000;
  expect(await count([time, old, old + 5000])).toMatchObject({ events: 1000, older: [730, 0, 5], newest: old + 999_000 });
  const done = await forget(time);
  expect(done.rows).toBe(730);
  expect(Math.max(...done.each)).toBe(100);
  const { ids, gaps } = await shown(big);
  expect(ids).toEqual(rows(730, 1000).map(({ eventId }) => eventId));
  expect(gaps).toMatchObject([{ back: '', fwd: null, soft: false }]);
  expect(await count([time])).toMatchObject({ events: 270, older: [0] });
  expect(await forget(time)).toMatchObject({ rows: 0 });
  expect(await calls.outbox({})).toEqual([entryOf(1)]);
  expect(await calls.drafts({})).toEqual([{ roomId: big, text: 'a draft' }]);
});

test('what a room said last stays, however old: 50 events', async () => {
  await take(quiet, rows(0, 30));
  await take(big, rows(2000, 2300));
  expect((await forget(old + 9_000_000)).rows).toBe(250);
  expect((await shown(quiet)).ids).toHaveLength(30);
  expect((await shown(quiet)).gaps).toMatchObject([{ back: 'older' }]);
  expect((await shown(big)).ids).toEqual(rows(2250, 2300).map(({ eventId }) => eventId));
});

test('a thread that nobody answered since goes as a whole; an event that stands in the room and in a thread goes with the later of the two', async () => {
  await take(big, [...rows(0, 1), ...rows(1, 20, { thread: '$0', relType: 'm.thread', relTo: '$0' }), ...rows(20, 100)]);
  await forget(old + 10_000);
  const thread = await calls.historyWindow({ of: { thread: big, root: '$0' }, from: { newest: true }, limit: 50 });
  expect(thread.rows.map(({ row }) => row.eventId)).toEqual(rows(10, 20).map(({ eventId }) => eventId));
  expect(thread.gaps).toMatchObject([{ back: '' }]);
  expect(await count()).toMatchObject({ events: 90 });
  await forget(old + 40_000);
  expect(await calls.historyWindow({ of: { thread: big, root: '$0' }, from: { newest: true }, limit: 50 })).toMatchObject({ line: null });
  expect(await count()).toMatchObject({ events: 60 });
});

test('an edit that came with its message, and stands nowhere, goes with it', async () => {
  const edits = [3, 150].map((of) => plainRow(9000 + of, { relType: 'm.replace', relTo: `$${of}` }));
  await take(big, rows(0, 200), edits);
  expect(await count()).toMatchObject({ events: 202 });
  await forget(old + 100_000);
  expect(await count()).toMatchObject({ events: 101 });
});

test('one message whose sender had set his clock forward does not keep all that came before it', async () => {
  await take(big, [...rows(0, 150), ...rows(150, 151, { ts: old + 90_000_000 }), ...rows(151, 500)]);
  await forget(old + 400_000);
  expect((await count([old + 400_000])).older[0]).toBeLessThan(100);
});

test('the space that becomes free goes back to the disk, a little at a time, and what is left can be read', async () => {
  const text = JSON.stringify({ body: 'x'.repeat(700) });
  await take(big, rows(0, 3000, { content: text }));
  const size = (): number => {
    stores.history.db.pragma('store.wal_checkpoint(TRUNCATE)');
    return statSync(folder.path).size;
  };
  const [before, { bytes }] = [size(), await count()];
  await forget(old + 2_900_000);
  expect(size()).toBe(before);
  let turns = 1;
  while ((await calls.shrinkHistory({})).more) turns++;
  expect(turns).toBeGreaterThan(10);
  expect(size()).toBeLessThan(before / 5);
  expect((await count()).bytes).toBeLessThan(bytes / 5);
  closeStores(stores);
  stores = openedStores(folder.path);
  ({ calls } = storeHandlers(stores));
  expect((await shown(big)).ids).toEqual(rows(2900, 3000).map(({ eventId }) => eventId));
  expect(stores.history.db.pragma('store.cipher_integrity_check')).toEqual([]);
});

test('a file of an earlier version can give back, too, once it was opened by this one', async () => {
  await take(big, rows(0, 500));
  stores.history.db.pragma('store.auto_vacuum = NONE');
  stores.history.db.exec('VACUUM store');
  expect(stores.history.db.pragma('store.auto_vacuum', { simple: true })).toBe(0);
  closeStores(stores);
  stores = openedStores(folder.path);
  ({ calls } = storeHandlers(stores));
  expect(stores.history.db.pragma('store.auto_vacuum', { simple: true })).toBe(2);
  expect((await shown(big)).ids).toHaveLength(400);
});
