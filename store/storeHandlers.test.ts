import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf, roomIdOf, screenOf, summaryOf } from './tables/entries.fixtures.ts';
import { closeStores, openedStores, storeFolder } from './file/storeFolder.fixtures.ts';
import type { StoreFolder } from './file/storeFolder.fixtures.ts';
import type { Stores } from './file/stores.ts';
import { storeHandlers } from './storeHandlers.fixtures.ts';

let folder: StoreFolder;
let stores: Stores;

beforeEach(() => {
  folder = storeFolder();
  stores = openedStores(folder.path);
});
afterEach(() => {
  closeStores(stores);
  folder.remove();
});

/** What the next process finds. */
function reopened(): ReturnType<typeof storeHandlers>['calls'] {
  closeStores(stores);
  stores = openedStores(folder.path);
  return storeHandlers(stores).calls;
}

it('answers an empty store with nothing at all', () => {
  const { calls } = storeHandlers(stores);
  expect(calls.startSnapshot({})).toEqual({ rooms: [], lastRoom: null, room: null });
  expect(calls.loadSync({})).toEqual({ base: null, log: [] });
  expect(calls.roomSnapshot({ roomId: roomIdOf(1) })).toBeNull();
  expect(calls.loadMembers({ roomId: roomIdOf(1) })).toBeNull();
  expect(calls.getValue({ name: 'filter' })).toBeNull();
  expect(calls.outbox({})).toEqual([]);
  expect(calls.drafts({})).toEqual([]);
});

it('keeps the snapshot: invites first, then by activity, with the last room’s screen', () => {
  const { calls } = storeHandlers(stores);
  const rooms = [summaryOf(1), summaryOf(3), summaryOf(2), summaryOf(0, { membership: 'invite', lastActiveTs: 1 })];
  calls.putSnapshot({ rooms, details: [screenOf(2), screenOf(3)], gone: [], lastRoom: roomIdOf(2) });
  const { rooms: kept, lastRoom, room } = reopened().startSnapshot({}) as Awaited<ReturnType<typeof calls.startSnapshot>>;
  expect(kept).toEqual([rooms[3], rooms[1], rooms[2], rooms[0]]);
  expect(lastRoom).toBe(roomIdOf(2));
  expect(room).toEqual(screenOf(2));
  expect(storeHandlers(stores).calls.roomSnapshot({ roomId: roomIdOf(3) })).toEqual(screenOf(3));
});

it('changes only the rooms it is told of, and forgets those that are gone', () => {
  const { calls } = storeHandlers(stores);
  calls.putSnapshot({ rooms: [summaryOf(1), summaryOf(2)], details: [screenOf(1)], gone: [], lastRoom: roomIdOf(1) });
  calls.putSnapshot({ rooms: [summaryOf(2, { unreadCount: 9 })], details: [], gone: [roomIdOf(1)], lastRoom: roomIdOf(1) });
  expect(reopened().startSnapshot({})).toEqual({ rooms: [summaryOf(2, { unreadCount: 9 })], lastRoom: null, room: null });
});

it('S-1 hands out no time that cannot be drawn, whatever was written', () => {
  const { calls } = storeHandlers(stores);
  const rooms = [summaryOf(1, { lastActiveTs: 1e300 }), summaryOf(2, { lastActiveTs: -0.5 })];
  const screen = screenOf(1, 3);
  const bad = screen.items.map((item, index) => (index === 1 ? { ...item, ts: 9.007e15 } : item));
  calls.putSnapshot({ rooms, details: [{ ...screen, items: bad }], gone: [], lastRoom: roomIdOf(1) });
  expect(calls.startSnapshot({})).toMatchObject({
    rooms: [{ lastActiveTs: 0 }, { lastActiveTs: 0 }],
    room: { items: [screen.items[0], { kind: 'broken', id: screen.items[1]!.id, ts: 0 }, screen.items[2]] },
  });
});

it('S-1 a snapshot of another version, or none at all, is thrown away, and one bad item costs itself', () => {
  const { calls } = storeHandlers(stores);
  calls.putSnapshot({
    rooms: [summaryOf(1), summaryOf(2), summaryOf(3), summaryOf(4), summaryOf(5)],
    details: [screenOf(1), screenOf(2), screenOf(3)],
    gone: [],
    lastRoom: roomIdOf(1),
  });
  const put = (table: string, column: string, room: number, text: string): void =>
    void stores.history.db.prepare(`UPDATE store.${table} SET ${column} = ? WHERE room_id = ?`).run([text, roomIdOf(room)]);
  // As it was written before there were versions.
  put('rooms', 'summary', 1, JSON.stringify(summaryOf(1)));
  put('screens', 'items', 1, JSON.stringify(screenOf(1).items));
  put('rooms', 'summary', 2, JSON.stringify({ version: 99, value: summaryOf(2) }));
  put('screens', 'detail', 2, '{');
  put('rooms', 'summary', 4, 'null');
  put('rooms', 'summary', 5, JSON.stringify({ version: 1, value: { ...summaryOf(5), name: { evil: 1 }, unreadCount: 'many' } }));
  const { rooms, room } = reopened().startSnapshot({}) as Awaited<ReturnType<typeof calls.startSnapshot>>;
  expect(rooms).toEqual([{ ...summaryOf(5), name: '?', unreadCount: 0 }, summaryOf(3)]);
  expect(room).toBeNull();
  const again = storeHandlers(stores).calls;
  expect(again.roomSnapshot({ roomId: roomIdOf(2) })).toBeNull();
  expect(again.roomSnapshot({ roomId: roomIdOf(3) })).toEqual(screenOf(3));
});

it('keeps the sync: a base, then every answer in order, until they become a new base', () => {
  const { calls } = storeHandlers(stores);
  calls.compactSync({ base: '{"base":1}' });
  expect(calls.appendSync({ sync: '{"a":"ä"}' })).toEqual({ logLength: 1, logBytes: 10 });
  expect(calls.appendSync({ sync: '{"b":2}' })).toEqual({ logLength: 2, logBytes: 17 });
  expect(reopened().loadSync({})).toEqual({ base: '{"base":1}', log: ['{"a":"ä"}', '{"b":2}'] });
  storeHandlers(stores).calls.compactSync({ base: '{"base":2}' });
  expect(reopened().loadSync({})).toEqual({ base: '{"base":2}', log: [] });
});

it('keeps members, values and drafts, and removes them when told', () => {
  const { calls } = storeHandlers(stores);
  calls.putMembers({ roomId: roomIdOf(1), members: '[1]' });
  calls.putValue({ name: 'filter', value: 'f1' });
  calls.putDraft({ roomId: roomIdOf(1), text: 'two\nlines\0and ‮more' });
  const next = reopened();
  expect(next.loadMembers({ roomId: roomIdOf(1) })).toBe('[1]');
  expect(next.getValue({ name: 'filter' })).toBe('f1');
  expect(next.drafts({})).toEqual([{ roomId: roomIdOf(1), text: 'two\nlines\0and ‮more' }]);
  next.putMembers({ roomId: roomIdOf(1), members: null });
  next.putValue({ name: 'filter', value: null });
  next.putDraft({ roomId: roomIdOf(1), text: '' });
  const last = reopened();
  expect(last.loadMembers({ roomId: roomIdOf(1) })).toBeNull();
  expect(last.getValue({ name: 'filter' })).toBeNull();
  expect(last.drafts({})).toEqual([]);
});

it('gives the outbox back in the order of sending, whatever the order of writing', () => {
  const { calls } = storeHandlers(stores);
  const failed = entryOf(2, { state: 'failed', error: '{"code":"offline"}' });
  for (const entry of [entryOf(3), entryOf(1), failed, entryOf(2.5)]) calls.putOutbox({ entry });
  expect(reopened().outbox({})).toEqual([entryOf(1), failed, entryOf(2.5), entryOf(3)]);
});

it('replaces an outbox entry in its place and drops it', () => {
  const { calls } = storeHandlers(stores);
  for (const order of [1, 2, 3]) calls.putOutbox({ entry: entryOf(order) });
  const sent = entryOf(2, { state: 'sent', eventId: '$two' });
  calls.putOutbox({ entry: sent });
  calls.dropOutbox({ txnId: 'txn1' });
  calls.dropOutbox({ txnId: 'never there' });
  expect(reopened().outbox({})).toEqual([sent, entryOf(3)]);
});

it('holds 20,000 sync answers and 2,000 rooms', () => {
  const { calls } = storeHandlers(stores);
  const text = JSON.stringify({ body: 'x'.repeat(200) });
  stores.history.write('crash', () => {
    const insert = stores.history.db.prepare('INSERT INTO store.sync_log (bytes, sync) VALUES (?, ?)');
    for (let n = 0; n < 20_000; n++) insert.run([text.length, `${text}${n}`]);
  });
  calls.putSnapshot({
    rooms: Array.from({ length: 2000 }, (_, n) => summaryOf(n)),
    details: [screenOf(5, 50)],
    gone: [],
    lastRoom: roomIdOf(5),
  });
  const next = reopened();
  const { log } = next.loadSync({}) as { log: readonly string[] };
  expect(log).toHaveLength(20_000);
  expect(log[12_345]).toBe(`${text}12345`);
  const start = next.startSnapshot({}) as { rooms: readonly unknown[]; room: unknown };
  expect(start.rooms).toHaveLength(2000);
  expect(start.rooms[0]).toEqual(summaryOf(1999));
  expect(start.room).toEqual(screenOf(5, 50));
  expect(next.appendSync({ sync: '{}' })).toMatchObject({ logLength: 20_001 });
});
