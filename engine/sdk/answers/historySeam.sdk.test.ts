import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { afterEach, expect, test, vi } from 'vitest';
import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import { realClient } from '../endToEnd/realClient.fixtures.sdk.ts';

// What the history relies on of the SDK, with the SDK itself: where one of these fails after an update, the split of the sync has lost its
// place.

let running: MatrixClient | undefined;
afterEach(() => running?.stopClient());

const room = '!a:hs.test';
const event = (id: string, type: string, content: object, more: object = {}): object => ({
  event_id: id,
  type,
  sender: '@bob:hs.test',
  origin_server_ts: 1,
  content,
  ...more,
});
const create = event('$create', 'm.room.create', { creator: '@bob:hs.test', room_version: '10' }, { state_key: '' });
const member = event('$member', 'm.room.member', { membership: 'join' }, { state_key: '@me:hs.test', sender: '@me:hs.test' });
const message = event('$message', 'm.room.message', { msgtype: 'm.text', body: 'words' });
const redaction = event('$redaction', 'm.room.redaction', {}, { redacts: '$message' });
const answer = (next: string, events: readonly object[]): object => ({
  next_batch: next,
  to_device: { events: [{ type: 'm.dummy', sender: '@bob:hs.test', content: {} }] },
  device_one_time_keys_count: { signed_curve25519: 50 },
  rooms: { join: { [room]: { state: { events: [] }, timeline: { events, limited: false, prev_batch: 'p' } } } },
});

type Made = Awaited<ReturnType<typeof realClient>>;

async function synced(answers: readonly object[], onHistory: (rooms: readonly RoomAnswer[], made: Made) => void): Promise<Made> {
  const made: Made = await realClient(answers, { onHistory: (rooms) => onHistory(rooms, made) });
  running = made.client;
  await made.client.startClient({ threadSupport: false });
  // The next is asked for only once all of one is done.
  await vi.waitFor(() => expect(made.server.sinces).toHaveLength(answers.length + 1), { timeout: 10_000 });
  return made;
}

test('K8 each answer of a sync comes by `http.authedRequest` of the client, as `GET /sync`, and its history is taken before the SDK has any of it, once the crypto store is durable', async () => {
  const knownThen: (number | null)[] = [];
  const ids: string[][] = [];
  const { steps, store } = await synced(
    [answer('s1', [create, member, message]), answer('s2', [redaction])],
    (rooms, { client, steps }) => {
      const known = client.getRoom(room);
      knownThen.push(known && known.getLiveTimeline().getEvents().length);
      ids.push(...rooms.map(({ events }) => events.map(({ eventId }) => eventId)));
      steps.push('history');
    },
  );
  expect(ids).toEqual([['$create', '$member', '$message'], ['$redaction']]);
  expect(knownThen, 'events of the room that the SDK had').toEqual([null, 3]);
  const order = steps.filter((step) => step !== 'published').filter((step, index, all) => step !== all[index - 1]);
  expect(order).toEqual(['durable', 'history', 'append s1', 'durable', 'history', 'append s2']);
  expect(store.taken).toEqual(['$create', '$member', '$message', 'answer', '$redaction', 'answer']);
});

test('the SDK gives the store the very answer that it got, having changed the events in it: whoever reads them later reads something else', async () => {
  const taken: string[] = [];
  const { store } = await synced([answer('s1', [create, member, message]), answer('s2', [redaction])], (rooms) =>
    taken.push(...rooms.flatMap(({ events }) => events.map(({ content }) => content))),
  );
  expect(taken[2]).toBe(JSON.stringify({ msgtype: 'm.text', body: 'words' }));
  const saved = store.log.map(
    (text) => (JSON.parse(text) as { rooms: { join: Record<string, { timeline: { events: { room_id?: string }[] } }> } }).rooms.join[room]!,
  );
  expect(saved.flatMap(({ timeline }) => timeline.events.map((one) => one.room_id))).toEqual([room, room, room, room]);
});
