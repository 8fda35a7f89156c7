import type { IRoomEvent, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import { expect, test, vi } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import { FakeLog } from '../../FakeLog.ts';
import { roomAnswerOf } from '../../../core/features/history/roomAnswerOf.ts';
import { syncSplit } from '../../../core/features/history/syncSplit.ts';
import { FakeSyncStore } from './FakeSyncStore.ts';
import { SavedState } from './savedState.sdk.ts';
import { SavedSyncLog } from './savedSync.sdk.ts';

const roomId = '!a:hs';

function answer(n: number, text = `text ${n}`, limited = false): ISyncResponse {
  const event = {
    event_id: `$${n}`,
    type: 'm.room.message',
    sender: '@a:hs',
    origin_server_ts: n,
    content: { body: text },
    unsigned: { age: 50 },
  };
  return {
    next_batch: `s${n}`,
    account_data: { events: [] },
    to_device: { events: [{ type: 'm.room.encrypted', sender: '@a:hs', content: {} }] },
    rooms: {
      join: {
        [roomId]: {
          summary: {},
          state: { events: [] },
          account_data: { events: [] },
          unread_notifications: {},
          ephemeral: { events: [{ type: 'm.typing', content: { user_ids: [] } }] },
          timeline: { events: [event as unknown as IRoomEvent], limited, prev_batch: `p${n}` },
        },
      },
      invite: {},
      leave: {},
      knock: {},
    },
  } as unknown as ISyncResponse;
}

function setUp(store = new FakeSyncStore()) {
  const disk: (DiskTrouble | null)[] = [];
  return { store, disk, log: new FakeLog(), saved: new SavedSyncLog(store, new FakeLog(), (trouble) => disk.push(trouble)) };
}

async function loaded(store: FakeSyncStore): Promise<{ token: string | undefined; events: string[] }> {
  const data = await setUp(store).saved.load();
  return { token: data?.nextBatch, events: data?.roomsData.join[roomId]?.timeline.events.map((event) => event.event_id) ?? [] };
}

test('nothing saved: the SDK begins anew', async () => {
  expect(await setUp().saved.load()).toBe(null);
});

test('base and log become one state with the newest token', async () => {
  const { store, saved } = setUp();
  for (let n = 1; n <= 3; n++) await saved.append(answer(n));
  expect(await loaded(store)).toEqual({ token: 's3', events: ['$1', '$2', '$3'] });
});

test('to-device messages and typing are not saved', async () => {
  const { store, saved } = setUp();
  await saved.append(answer(1));
  expect(store.log[0]).not.toMatch(/to_device|m\.typing/);
});

test('the age of an event is right when it is read again later', async () => {
  const { store, saved } = setUp();
  const before = Date.now();
  await saved.append(answer(1));
  const data = await setUp(store).saved.load();
  const age = data!.roomsData.join[roomId]!.timeline.events[0]!.unsigned!.age!;
  expect(age).toBeGreaterThanOrEqual(50);
  expect(age).toBeLessThanOrEqual(50 + Date.now() - before);
});

test('a gap empties the timeline before it', async () => {
  const { store, saved } = setUp();
  await saved.append(answer(1));
  await saved.append(answer(2, 'after the gap', true));
  expect(await loaded(store)).toEqual({ token: 's2', events: ['$2'] });
});

test.each([
  ['diskFull', 'full'],
  ['diskReadOnly', 'readOnly'],
] as const)('K3 %s is told while it lasts, and what waited is kept when it is over', async (code, trouble) => {
  const { store, saved, disk } = setUp();
  store.refuses = true;
  store.refusal = new Failure({ code });
  await saved.append(answer(1));
  expect(disk.at(-1)).toBe(trouble);
  await saved.append(answer(2));
  expect(disk.at(-1)).toBe(trouble);
  store.refuses = false;
  await saved.append(answer(3));
  expect(disk.at(-1)).toBeNull();
  expect(await loaded(store)).toEqual({ token: 's3', events: ['$1', '$2', '$3'] });
});

test('an answer that the store refuses never lets the token run ahead; it goes first when the store takes again', async () => {
  const { store, saved } = setUp();
  await saved.append(answer(1));
  store.refuses = true;
  await saved.append(answer(2));
  await saved.append(answer(3));
  expect(await loaded(store)).toEqual({ token: 's1', events: ['$1'] });
  store.refuses = false;
  await saved.append(answer(4));
  expect(await loaded(store)).toEqual({ token: 's4', events: ['$1', '$2', '$3', '$4'] });
});

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

test('a long log is folded into the base; answers that come meanwhile wait for nothing and are not lost', async () => {
  const { store, saved } = setUp();
  for (let n = 1; n <= 500; n++) await saved.append(answer(n));
  let finish: () => void = () => undefined;
  store.compacting = new Promise((resolve) => {
    finish = resolve;
  });
  const compaction = saved.compactIfLong(false);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await saved.append(answer(501));
  expect(store.log).toHaveLength(500);
  finish();
  await compaction;
  expect(store.log).toHaveLength(1);
  const state = await loaded(store);
  expect(state.token).toBe('s501');
  expect(state.events).toHaveLength(50);
  expect(state.events.slice(-2)).toEqual(['$500', '$501']);
  expect((await setUp(store).saved.load())!.roomsData.join[roomId]!.timeline.prev_batch).toBe('p452');
});

test('a short log is left alone', async () => {
  const { store, saved } = setUp();
  await saved.append(answer(1));
  await saved.compactIfLong(true);
  expect(store.base).toBe(null);
});

test('what cannot be read is replaced by the next answer', async () => {
  const store = new FakeSyncStore();
  store.log = ['{"next_batch": '];
  const { saved } = setUp(store);
  expect(await saved.load()).toBe(null);
  await saved.append(answer(9));
  expect(await loaded(store)).toEqual({ token: 's9', events: ['$9'] });
});

test('T30 K9 names that a server chose reach nothing that all objects share, not even those that an older version saved', async () => {
  const store = new FakeSyncStore();
  const event = '{"event_id":"__proto__","type":"m.room.message","sender":"@a:hs","origin_server_ts":1,"content":{}}';
  const room = `{"timeline":{"events":[${event}],"prev_batch":"p"},"state":{"events":[]}}`;
  store.log = [
    `{"next_batch":"s1","rooms":{"join":{"__proto__":${room.replace('__proto__', 'polluted')},"constructor":${room},"${roomId}":${room}},"invite":{},"leave":{}},"starts":{"__proto__":{"x":"y"}}}`,
    JSON.stringify(answer(2)),
  ];
  expect(await loaded(store)).toEqual({ token: 's2', events: ['$2'] });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
