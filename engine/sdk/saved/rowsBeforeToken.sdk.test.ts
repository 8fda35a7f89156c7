import { expect, test, vi } from 'vitest';
import { roomAnswerOf } from '../../../core/features/history/roomAnswerOf.ts';
import { syncSplit } from '../../../core/features/history/syncSplit.ts';
import type { FakeSyncStore } from './FakeSyncStore.ts';
import { SavedState } from './savedState.sdk.ts';
import { answer, loaded, setUp } from './savedSync.fixtures.sdk.ts';
import type { SavedSyncLog } from './savedSync.sdk.ts';

const rows = (n: number) => syncSplit(answer(n)).rooms.map((room) => roomAnswerOf(room, 1_000));
async function takes(saved: SavedSyncLog, n: number): Promise<void> {
  saved.takeHistory(rows(n));
  await saved.append(answer(n));
}

test('K8 the rows of an answer are saved before its token, however long that takes; the SDK has it meanwhile', async () => {
  const { store, saved } = setUp();
  let release = (): void => undefined;
  store.takingRows = new Promise((resolve) => (release = resolve));
  saved.takeHistory(rows(1));
  const appended = saved.append(answer(1));
  await new Promise((resolve) => setImmediate(resolve));
  expect([store.taken, store.log]).toEqual([[], []]);
  release();
  await appended;
  expect(store.taken).toEqual(['$1', 'answer']);
});

test('whoever decrypts is told of rows once they are saved, also of those that had to wait', async () => {
  const { store, saved } = setUp();
  const told: number[] = [];
  saved.onRows = () => told.push(store.taken.length);
  await takes(saved, 1);
  store.refuses = true;
  await takes(saved, 2);
  expect(told).toEqual([1]);
  store.refuses = false;
  await takes(saved, 3);
  expect([told.length, store.taken[told[1]! - 1]]).toEqual([3, '$2']);
});

test('K3 K8 rows that the store refuses wait with their answer, in the order in which they came', async () => {
  const { store, saved } = setUp();
  await takes(saved, 1);
  store.refuses = true;
  await takes(saved, 2);
  await takes(saved, 3);
  expect([store.taken, saved.isSaved]).toEqual([['$1', 'answer'], false]);
  store.refuses = false;
  // What waits goes first: behind what came later, its rows would stand in another order.
  saved.takeHistory(rows(4));
  expect(store.taken).toEqual(['$1', 'answer']);
  await saved.append(answer(4));
  expect(store.taken).toEqual(['$1', 'answer', '$2', 'answer', '$3', 'answer', '$4', 'answer']);
  expect(saved.isSaved).toBe(true);
});

test('K8 an answer whose rows cannot be saved leaves the token where it was', async () => {
  const { store, saved } = setUp();
  await takes(saved, 1);
  store.refusesRows = true;
  await takes(saved, 2);
  expect(await loaded(store)).toEqual({ token: 's1', events: ['$1'] });
  store.refusesRows = false;
  await takes(saved, 3);
  expect(store.taken).toEqual(['$1', 'answer', '$2', 'answer', '$3', 'answer']);
});

test('what an answer was to bring that never came to the SDK is not the next one’s', async () => {
  const { store, saved } = setUp();
  store.refuses = true;
  saved.takeHistory(rows(1));
  await new Promise((resolve) => setImmediate(resolve));
  store.refuses = false;
  await takes(saved, 2);
  expect(store.taken).toEqual(['$2', 'answer']);
});

/** As a version without a history would have left it. */
const withoutMark = (text: string): string => text.replace('"inHistory":true,', '');

async function ofOlderVersion(): Promise<FakeSyncStore> {
  const { store, saved } = setUp();
  for (let n = 1; n <= 2; n++) await saved.append(answer(n));
  store.log = store.log.map(withoutMark);
  store.taken.length = 0;
  return store;
}

test('what a version without a history has saved comes to the history first, and then is marked as having come there', async () => {
  const store = await ofOlderVersion();
  const { saved } = setUp(store);
  await saved.load();
  await takes(saved, 3);
  expect(store.taken).toEqual(['$1', '$2', '$3', 'answer']);
  expect(store.rooms.map(({ limited, prevBatch }) => [limited, prevBatch])).toEqual([
    [false, 'p1'],
    [false, 'p2'],
    [false, 'p3'],
  ]);
  expect(await loaded(store)).toEqual({ token: 's3', events: ['$1', '$2', '$3'] });
  store.taken.length = 0;
  const again = setUp(store).saved;
  await again.load();
  await takes(again, 4);
  expect(store.taken, 'not once more').toEqual(['$4', 'answer']);
});

test('of a base of such a version the events come behind a gap', async () => {
  const store = await ofOlderVersion();
  store.base = withoutMark(new SavedState(store.log).base);
  store.log = [];
  const { saved } = setUp(store);
  await saved.load();
  await takes(saved, 3);
  expect(store.taken).toEqual(['$1', '$2', '$3', 'answer']);
  expect(store.rooms[0]).toMatchObject({ limited: true, prevBatch: 'p1' });
});

test('K3 K8 where the history does not take what was saved before, nothing newer comes there or goes ahead of it, and all of it is taken again', async () => {
  const store = await ofOlderVersion();
  store.refusesRows = true;
  const { saved } = setUp(store);
  await saved.load();
  await takes(saved, 3);
  await saved.compactIfLong(true);
  expect([store.taken, saved.isSaved]).toEqual([[], false]);
  expect(await loaded(store)).toEqual({ token: 's2', events: ['$1', '$2'] });
  store.refusesRows = false;
  await takes(saved, 4);
  expect(store.taken).toEqual(['$1', '$2', '$3', 'answer', '$4', 'answer']);
  expect(saved.isSaved).toBe(true);
});

test('a crash before all of it has come there has the whole of it taken again', async () => {
  const store = await ofOlderVersion();
  // The base that says so is never written.
  store.compacting = new Promise(() => undefined);
  const { saved } = setUp(store);
  await saved.load();
  await vi.waitFor(() => expect(store.taken).toEqual(['$1', '$2']));
  store.compacting = Promise.resolve();
  const again = setUp(store).saved;
  await again.load();
  await takes(again, 3);
  expect(store.taken).toEqual(['$1', '$2', '$1', '$2', '$3', 'answer']);
});
