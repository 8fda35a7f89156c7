import { expect, test } from 'vitest';
import { engineOffer } from './engine.ts';
import { mainOffer } from './main.ts';

const ok = (shape: { safeParse: (value: unknown) => { success: boolean } }, value: unknown): boolean => shape.safeParse(value).success;
const { calls: page } = engineOffer;
const { calls: engine } = mainOffer;
const message = { relation: null, roomId: '!r:hs.test', txnId: 't1', body: 'x', formattedBody: null, msgtype: 'm.text' };

test('T46 S-5 page to engine: what people do passes', () => {
  expect(ok(page.sendMessage, message)).toBe(true);
  expect(ok(page.sendMessage, { ...message, formattedBody: '<b>x</b>', msgtype: 'm.emote' })).toBe(true);
  expect(ok(page.sendMessage, { ...message, body: 'x'.repeat(100_000) }), 'too long for the server: said by it').toBe(true);
  expect(ok(page.loadOlder, { roomId: '!room-of-version-12', limit: 50 })).toBe(true);
  expect(ok(page.showRoom, { roomId: null })).toBe(true);
  expect(ok(engineOffer.streams.timeline, { roomId: '!r:hs.test' })).toBe(true);
});

test.each([
  [null],
  [[]],
  ['x'],
  [{}],
  [{ ...message, roomId: 'r:hs.test' }],
  [{ ...message, roomId: ['!r'] }],
  [{ ...message, roomId: `!${'r'.repeat(255)}` }],
  [{ ...message, txnId: '' }],
  [{ ...message, body: { toString: 1 } }],
  [{ ...message, msgtype: 'm.room.name' }],
  [{ ...message, extra: 1 }],
  [{ ...message, formattedBody: undefined }],
])('T46 S-5 page to engine: no message like %j', (value) => {
  expect(ok(page.sendMessage, value)).toBe(false);
});

test('T46 S-5 page to engine: answers, edits, reactions, deletions and new rooms are read field by field', () => {
  const reply = { is: 'reply', eventId: '$a', userId: '@b:hs' };
  for (const relation of [reply, { ...reply, userId: null }, { is: 'edit', eventId: '$a' }])
    expect(ok(page.sendMessage, { ...message, relation })).toBe(true);
  for (const relation of [undefined, {}, { is: 'thread', eventId: '$a' }, { ...reply, eventId: 'a' }, { ...reply, more: 1 }, '$a'])
    expect(ok(page.sendMessage, { ...message, relation }), JSON.stringify(relation)).toBe(false);
  const react = { roomId: '!r:hs', txnId: 't', eventId: '$a', key: '👍️' };
  expect(ok(page.react, react)).toBe(true);
  for (const key of ['', 'x'.repeat(256), 7]) expect(ok(page.react, { ...react, key })).toBe(false);
  const redact = { roomId: '!r:hs', txnId: 't', eventId: '$a', of: 'message' };
  expect(ok(page.redact, redact)).toBe(true);
  for (const bad of [{ of: 'room' }, { eventId: '!r:hs' }, { txnId: '' }]) expect(ok(page.redact, { ...redact, ...bad })).toBe(false);
  const room = { name: 'n', topic: '', access: 'invite', isEncrypted: true, address: '' };
  expect(ok(page.createRoom, room)).toBe(true);
  for (const bad of [{ access: 'knock' }, { name: 'x'.repeat(256) }, { isEncrypted: 1 }, { preset: 'x' }])
    expect(ok(page.createRoom, { ...room, ...bad })).toBe(false);
  expect(ok(page.knock, { room: '#a:b', via: ['b'], reason: '' })).toBe(true);
  expect(ok(page.knock, { room: '@a:b', via: [], reason: '' })).toBe(false);
  expect(ok(page.inviteUsers, { roomId: '!r:hs', userIds: ['@b:hs'] })).toBe(true);
  for (const userIds of [['b'], Array.from({ length: 51 }, (_, n) => `@b${n}:hs`)])
    expect(ok(page.inviteUsers, { roomId: '!r:hs', userIds })).toBe(false);
  expect(ok(page.findRooms, { text: '', server: null, from: null })).toBe(true);
  expect(ok(page.findRooms, { text: '', server: 'http://b/', from: null })).toBe(false);
});

test('N-10 a draft is kept however long it is: refused here, it would be lost', () => {
  expect(ok(page.setDraft, { roomId: '!r:hs.test', text: 'x'.repeat(5_000_000) })).toBe(true);
  expect(ok(page.setDraft, { roomId: '!r:hs.test', text: 5 })).toBe(false);
});

test('T46 S-5 page to engine: no endless page, no event that is none', () => {
  for (const limit of [0, -1, 1.5, 1e9, NaN, '50']) expect(ok(page.loadOlder, { roomId: '!r', limit }), String(limit)).toBe(false);
  expect(ok(page.markRead, { roomId: '!r', eventId: '__proto__' })).toBe(false);
});

test('T62 S-5 page to engine: what a link names is looked up by its identifier, from a bounded number of servers', () => {
  for (const room of ['#a:hs.test', '!a:hs.test', '!a']) expect(ok(page.lookUpRoom, { room, via: ['hs.test:8448'] }), room).toBe(true);
  expect(ok(page.startChat, { userId: '@b:hs.test' })).toBe(true);
  const servers = (count: number) => Array.from({ length: count }, (_, at) => `s${at}.test`);
  for (const arg of [
    { room: '@a:hs.test', via: [] },
    { room: '#a', via: [] },
    { room: '#a:b', via: ['a/../b'] },
    { room: '!a', via: servers(21) },
    { room: '!\u202Ea', via: [] },
  ])
    for (const call of [page.lookUpRoom, page.joinNamed]) expect(ok(call, arg), JSON.stringify(arg)).toBe(false);
  for (const userId of ['@b', '#b:c', '@b:c/d', 7])
    for (const call of [page.lookUpUser, page.startChat]) expect(ok(call, { userId }), String(userId)).toBe(false);
});

const key = 'A'.repeat(43);

test('T46 S-5 engine to main: what an engine says passes', () => {
  expect(ok(engine.ready, { ed25519: key, curve25519: key })).toBe(true);
  for (const verdict of [
    { is: 'alive' },
    { is: 'soft' },
    { is: 'hard' },
    { is: 'locked', message: 'm' },
    { is: 'noAnswer', error: { code: 'offline' } },
  ])
    expect(ok(engine.tokenJudged, { epoch: 1, verdict, path: '/sync' })).toBe(true);
});

test('T46 S-5 engine to main: an error that is none of ours is a fault of ours, a text without end is cut', () => {
  expect(engine.openFailed.safeParse({ error: { code: 'toString' } })).toMatchObject({ data: { error: { code: 'internal' } } });
  expect(engine.tokenJudged.safeParse({ epoch: 1, verdict: { is: 'noAnswer', error: 7 }, path: '' })).toMatchObject({
    data: { verdict: { error: { code: 'internal' } } },
  });
  const read = engine.log.safeParse({ level: 'warn', text: 'x'.repeat(10_000_000) });
  expect(read.success && read.data.text.length).toBe(16_384);
});

test.each([
  [engine.ready, { ed25519: key, curve25519: `${key}=` }],
  [engine.ready, { ed25519: '', curve25519: '' }],
  [engine.ready, { ed25519: key, curve25519: key, published: true }],
  [engine.tokenJudged, { epoch: -1, verdict: { is: 'hard' }, path: '' }],
  [engine.tokenJudged, { epoch: 1, verdict: { is: 'dead' }, path: '' }],
  [engine.unread, { unreadCount: -1, mentionCount: 0 }],
  [engine.unread, { unreadCount: NaN, mentionCount: 0 }],
  [engine.unread, { unreadCount: 1e300, mentionCount: 0 }],
  [engine.log, { level: 'fatal', text: '' }],
  [engine.synced, { epoch: '1' }],
  [engine.mark, { name: 'x'.repeat(65), at: 1 }],
])('T46 S-5 engine to main: refused, case %#', (shape, value) => {
  expect(ok(shape, value)).toBe(false);
});
