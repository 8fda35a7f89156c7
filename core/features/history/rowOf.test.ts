import { expect, test } from 'vitest';
import { roomAnswer } from './calls.ts';
import { kindOf } from './kindOf.ts';
import { prunedContent } from './pruned.ts';
import { rowOf, type WireEvent } from './rowOf.ts';

const arrived = 1_700_000_000_000;
const base: WireEvent = {
  event_id: '$a',
  type: 'm.room.message',
  sender: '@bob:example.org',
  origin_server_ts: arrived - 50,
  content: { msgtype: 'm.text', body: 'hello' },
};

test('a plain message becomes a clear row', () => {
  expect(rowOf({ ...base, unsigned: { transaction_id: 't1', age: 4 } }, arrived)).toEqual({
    eventId: '$a',
    sender: '@bob:example.org',
    type: 'm.room.message',
    stateKey: null,
    ts: arrived - 50,
    received: arrived,
    thread: null,
    relType: null,
    relTo: null,
    txnId: 't1',
    redactedBy: null,
    state: 'clear',
    wire: false,
    session: null,
    reason: null,
    kind: 'plain',
    mention: false,
    content: '{"msgtype":"m.text","body":"hello"}',
    extra: null,
  });
});

test('an encrypted one is untried, with its session, and its thread stands in the clear', () => {
  const content = {
    algorithm: 'm.megolm.v1.aes-sha2',
    ciphertext: 'x',
    session_id: 's1',
    'm.relates_to': { rel_type: 'm.thread', event_id: '$root' },
  };
  expect(rowOf({ ...base, type: 'm.room.encrypted', content }, arrived)).toMatchObject({
    state: 'untried',
    wire: true,
    session: 's1',
    thread: '$root',
    relType: 'm.thread',
    relTo: '$root',
    content: JSON.stringify(content),
  });
});

test('what the server has redacted is pruned and there is nothing to decrypt', () => {
  const unsigned = { redacted_because: { event_id: '$gone', content: {} }, prev_content: { name: 'secret' }, membership: 'join' };
  const content = { msgtype: 'm.text', body: 'not for long' };
  expect(rowOf({ ...base, content, unsigned }, arrived)).toMatchObject({
    redactedBy: '$gone',
    state: 'clear',
    content: '{}',
    extra: '{"membership":"join"}',
  });
  expect(rowOf({ ...base, type: 'm.room.encrypted', content: {}, unsigned }, arrived)).toMatchObject({ state: 'clear', wire: true });
});

test.each([
  ['old rooms', { ...base, type: 'm.room.redaction', content: {}, redacts: '$target' }],
  ['room version 11', { ...base, type: 'm.room.redaction', content: { redacts: '$target' } }],
])('a redaction of %s relates to what it removes', (_, event) => {
  expect(rowOf(event, arrived)).toMatchObject({ relType: 'm.room.redaction', relTo: '$target' });
});

test.each([
  { 'm.relates_to': null },
  { 'm.relates_to': [] },
  { 'm.relates_to': { rel_type: 5, event_id: '$x' } },
  { 'm.relates_to': { rel_type: 'm.replace' } },
  { 'm.relates_to': { 'm.in_reply_to': { event_id: '$x' } } },
])('a relation that is none, or a reply, is no relation: %j', (content) => {
  expect(rowOf({ ...base, content }, arrived)).toMatchObject({ relType: null, relTo: null, thread: null });
});

test.each([1e300, -5, Number.NaN, 0.5])('a time of %d, odd relations and a strange thread count make a row that the store takes', (ts) => {
  const odd = { ...base, origin_server_ts: ts, unsigned: { 'm.relations': { 'm.thread': { count: 1e300 } }, transaction_id: {} } };
  const row = rowOf(odd, arrived + 0.25);
  const answer = {
    roomId: '!a:b',
    createdTs: null,
    version: null,
    events: [row],
    bundled: [],
    limited: false,
    prevBatch: null,
    receipts: [],
    people: [],
  };
  expect(roomAnswer.safeParse(answer)).toEqual({ success: true, data: answer });
});

test('the list an event belongs to', () => {
  expect(kindOf('m.room.message', { msgtype: 'm.image', body: 'x.png' })).toBe('media');
  expect(kindOf('m.room.message', { msgtype: 'm.text', body: 'see https://example.org/x' })).toBe('link');
  expect(kindOf('m.room.message', { msgtype: 'm.text', body: 'https:// is no link' })).toBe('plain');
  expect(kindOf('m.sticker', {})).toBe('media');
  expect(kindOf('m.poll.start', {})).toBe('poll');
  expect(kindOf('m.room.topic', { topic: 'https://example.org' })).toBe('plain');
});

test('pruning leaves what keeps a room standing and no text', () => {
  expect(prunedContent('m.room.member', { membership: 'join', displayname: 'Eve', __proto__: null })).toEqual({ membership: 'join' });
  expect(prunedContent('m.room.topic', { topic: 'gone' })).toEqual({});
  expect(prunedContent('m.room.message', { body: 'gone', 'm.relates_to': { rel_type: 'm.replace', event_id: '$x' } })).toEqual({});
});
