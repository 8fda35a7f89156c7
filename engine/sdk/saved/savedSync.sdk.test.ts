import { expect, test } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import { FakeSyncStore } from './FakeSyncStore.ts';
import { answer, loaded, roomId, setUp } from './savedSync.fixtures.sdk.ts';

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
