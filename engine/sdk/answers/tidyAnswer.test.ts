import { beforeAll, expect, test } from 'vitest';
import { wasmReady } from '../wasm.sdk.ts';
import { isUserId } from './identifiers.sdk.ts';
import { tidyAnswer } from './tidyAnswer.ts';

beforeAll(() => wasmReady);

const badIds = ['@x:bad_host', '@x:a:b:c', '@x:ü.org', '@x', 'x:y', '', 5, null, undefined, {}, ['@a:b']];
const message = { type: 'm.room.message', event_id: '$good', sender: '@a:b', origin_server_ts: 1, content: { body: 'hi' } };
const member = (id: unknown) => ({
  type: 'm.room.member',
  state_key: id,
  event_id: '$m',
  sender: '@a:b',
  origin_server_ts: 1,
  content: { membership: 'invite' },
});

function tidied(path: string, answer: unknown): { answer: unknown; dropped: number } {
  let dropped = 0;
  return { answer: tidyAnswer(path, structuredClone(answer), (count) => (dropped += count)), dropped };
}

test.each(badIds)('K9 the crypto module is not asked for %j, or says no', (id) => {
  expect(isUserId(id)).toBe(false);
});

test.each(['@a:b', '@A:b.org', '@a b:b', '@a:1.2.3.4:8448', '@a:[::1]'])('%j is a user', (id) => {
  expect(isUserId(id)).toBe(true);
});

test('an answer without a fault is left as it is', () => {
  const room = {
    summary: { 'm.heroes': ['@b:b'], 'm.joined_member_count': 2 },
    state: { events: [member('@b:b')] },
    timeline: { events: [message], limited: false, prev_batch: 'p' },
    ephemeral: {
      events: [
        { type: 'm.receipt', content: { $good: { 'm.read': { '@b:b': { ts: 1, thread_id: 'main' } } } } },
        { type: 'm.typing', content: { user_ids: [] } },
      ],
    },
    account_data: { events: [{ type: 'm.tag', content: {} }] },
    unread_notifications: { notification_count: 1, highlight_count: 0 },
  };
  const answer = {
    next_batch: 's',
    account_data: { events: [{ type: 'm.direct', content: {} }] },
    presence: { events: [{ type: 'm.presence', sender: '@b:b', content: {} }] },
    rooms: { join: { '!a:b': room }, invite: {}, leave: {} },
  };
  expect(tidied('/sync', answer)).toEqual({ answer, dropped: 0 });
});

test.each([
  null,
  5,
  [],
  {},
  { ...message, type: 5 },
  { ...message, content: null },
  { ...message, content: 'x' },
  { ...message, sender: 5 },
  { ...message, event_id: undefined },
  { ...message, event_id: '__proto__' },
  { ...message, sender: 'constructor' },
  { ...message, origin_server_ts: 'now' },
  { ...message, type: 'm.beacon_info', state_key: '@a:b', content: { timeout: { toString: 'none' } } },
  { ...message, type: 'org.matrix.msc3672.beacon_info', state_key: '@a:b', content: { 'm.ts': [] } },
  { ...message, state_key: 5 },
  ...badIds.map(member),
])('K9 an event that is none costs itself only: %j', (event) => {
  const answer = {
    next_batch: 's',
    rooms: { join: { '!a:b': { timeline: { events: [event, message] }, state: { events: [member('@c:d'), event] } } } },
  };
  const result = tidied('/sync', answer);
  expect(result).toEqual({
    answer: { next_batch: 's', rooms: { join: { '!a:b': { timeline: { events: [message] }, state: { events: [member('@c:d')] } } } } },
    dropped: 2,
  });
});

test.each([
  5,
  null,
  { age: '5' },
  { age: { toString: 'none' } },
  { 'm.relations': null },
  { redacted_because: null },
  { invite_room_state: {} },
  { invite_room_state: [5] },
])('N-7 what is odd in `unsigned` costs no event, least of all the encryption of a room: %j', (unsigned) => {
  const encryption = {
    ...message,
    type: 'm.room.encryption',
    state_key: '',
    event_id: '$e',
    content: { algorithm: 'm.megolm.v1.aes-sha2' },
  };
  const odd = (event: object): object => ({
    ...event,
    unsigned: typeof unsigned === 'object' && unsigned ? { transaction_id: 't', ...unsigned } : unsigned,
  });
  const good = (event: object): object =>
    typeof unsigned === 'object' && unsigned ? { ...event, unsigned: { transaction_id: 't' } } : event;
  const answer = (change: (event: object) => object) => ({
    next_batch: 's',
    rooms: {
      join: { '!a:b': { timeline: { events: [change(message)] }, state: { events: [change(encryption), change(member('@c:d'))] } } },
    },
  });
  expect(tidied('/sync', answer(odd))).toEqual({ answer: answer(good), dropped: 0 });
});

test.each([
  ['a room ID', (rooms: object) => ({ join: { ...rooms, x: {} } })],
  ['a room', (rooms: object) => ({ join: { ...rooms, '!b:c': 5 } })],
  ['a group of rooms', (rooms: object) => ({ join: rooms, leave: 5 })],
])('K9 %s that is none costs itself only', (_, change) => {
  const rooms = { '!a:b': { timeline: { events: [message] } } };
  expect(tidied('/sync', { next_batch: 's', rooms: change(rooms) })).toMatchObject({ answer: { rooms: { join: rooms } }, dropped: 1 });
});

test('T30 K9 a room by the name of what all objects share is left out', () => {
  const answer: unknown = JSON.parse('{"next_batch":"s","rooms":{"join":{"__proto__":{"timeline":{"events":[]}},"!a:b":{}}}}');
  const { answer: rest } = tidied('/sync', answer);
  expect(JSON.stringify(rest)).toBe('{"next_batch":"s","rooms":{"join":{"!a:b":{}}}}');
});

test('K9 one receipt, one count, one summary that cannot be read', () => {
  const good = { '@b:b': { ts: 1 } };
  const receipts = { $e: { 'm.read': { ...good, '@c:d': 5, '@e:f': { ts: 'x' } }, 'm.odd': 7 }, $f: null };
  const room = {
    ephemeral: {
      events: [
        { type: 'm.receipt', content: receipts },
        { type: 'm.typing', content: { user_ids: 'all' } },
      ],
    },
    summary: { 'm.heroes': [5] },
    unread_notifications: { notification_count: 'many' },
  };
  expect(tidied('/sync', { next_batch: 's', rooms: { join: { '!a:b': room } } })).toEqual({
    answer: {
      next_batch: 's',
      rooms: { join: { '!a:b': { ephemeral: { events: [{ type: 'm.receipt', content: { $e: { 'm.read': good } } }] }, summary: {} } } },
    },
    dropped: 7,
  });
});

test('K9 of the members of a room, one that cannot be parsed is left out', () => {
  const path = '/rooms/!a%3Ab/members';
  expect(tidied(path, { chunk: [member('@x:bad_host'), member('@b:b')] })).toEqual({ answer: { chunk: [member('@b:b')] }, dropped: 1 });
  expect(tidied('/rooms/!a%3Ab/messages', { chunk: [null, message], state: 5, end: 'e' })).toEqual({
    answer: { chunk: [message], state: [], end: 'e' },
    dropped: 2,
  });
});

test('K9 T31 what is too deep to be written out is cut off, wherever it stands; what stands beside it stays', () => {
  const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
  const answer = {
    next_batch: 's',
    odd: deep(30_000),
    rooms: {
      join: {
        '!a:b': { timeline: { events: [{ ...message, content: { body: 'x', deep: deep(30_000) } }, message] }, more: { deep: deep(100) } },
      },
    },
  };
  let dropped = 0;
  const rest = tidyAnswer('/sync', answer, (count) => (dropped += count));
  expect(dropped).toBe(2);
  expect(rest).toMatchObject({
    rooms: { join: { '!a:b': { timeline: { events: [{ content: { body: 'x' } }, message] }, more: { deep: deep(100) } } } },
  });
  expect(JSON.stringify(rest).length).toBeLessThan(2_000);
});

test.each(['/rooms/!a:b/members', '/rooms/!a:b/messages'])('K9 T31 nor does what is too deep stop %s from being kept', (path) => {
  const deep = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000)) as unknown;
  const { answer, dropped } = tidied(path, JSON.parse(JSON.stringify({ chunk: [message] })));
  expect(dropped).toBe(0);
  let cut = 0;
  const kept = tidyAnswer(path, { chunk: [{ ...message, content: { body: 'x', deep } }, message] }, (count) => (cut += count));
  expect(JSON.parse(JSON.stringify(kept))).toMatchObject({
    chunk: [{ content: { body: 'x' } }, (answer as { chunk: unknown[] }).chunk[0]],
  });
  expect(cut).toBe(1);
});

test.each(['/keys/query', '/keys/claim'])('K9 T31 L-2 one device with a key too deep to be written out costs no other in %s', (path) => {
  const deep = '['.repeat(30_000) + ']'.repeat(30_000);
  // Beside something that has to be left out, so that the answer is written anew.
  const text = `{"device_keys":{"@a:b":{"A":{"odd":${deep}}},"@x:bad_host":{},"@b:b":{"B":{"keys":{}}}}}`;
  let dropped = 0;
  const kept = JSON.parse(tidyAnswer(path, text, (count) => (dropped += count)) as string) as { device_keys: object };
  expect(kept.device_keys).toMatchObject({ '@a:b': { A: {} }, '@b:b': { B: { keys: {} } } });
  expect(Object.keys(kept.device_keys)).toEqual(['@a:b', '@b:b']);
  expect(dropped).toBe(2);
});
