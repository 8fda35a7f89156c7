import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { RelationsContainer } from 'matrix-js-sdk/lib/models/relations-container.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { expect, test } from 'vitest';
import { pictureVersion } from '../../core/features/media/pictureVersion.ts';
import { FakeLog } from '../FakeLog.ts';
import { timelineItems } from './timelineItems.sdk.ts';

const names = new Map([
  ['@me:hs', 'Me'],
  ['@bob:hs', 'Bob'],
  ['@cid:hs', 'Cid'],
]);
const pictures = new Map([['@bob:hs', 'mxc://hs/bob']]);
const loaded = new Map<string, MatrixEvent>();
const receipts = new Map<string, string[]>();
const client = { getUserId: () => '@me:hs', getPushActionsForEvent: () => null, getCrypto: () => undefined } as unknown as MatrixClient;
const room = {
  currentState: { getStateEvents: () => null },
  relations: new RelationsContainer(client),
  myUserId: '@me:hs',
  findEventById: (eventId: string) => loaded.get(eventId),
  getMyMembership: () => 'join',
  getMember: (userId: string) => (names.has(userId) ? { name: names.get(userId), getMxcAvatarUrl: () => pictures.get(userId) } : null),
  getReceiptsForEvent: (event: MatrixEvent) =>
    (receipts.get(event.getId()!) ?? []).map((userId) => ({ type: 'm.read', userId, data: { ts: 1 } })),
} as unknown as Room;

let counter = 0;
function event(more: object = {}): MatrixEvent {
  const n = ++counter;
  return new MatrixEvent({
    event_id: `$${n}`,
    type: 'm.room.message',
    sender: '@bob:hs',
    room_id: '!a',
    origin_server_ts: n,
    content: { msgtype: 'm.text', body: `t${n}` },
    ...more,
  });
}
const member = (content: object, prev: object | undefined, sender = '@bob:hs') =>
  event({ type: 'm.room.member', state_key: '@bob:hs', sender, content, unsigned: prev ? { prev_content: prev } : {} });

const items = (...events: MatrixEvent[]) => timelineItems(client, room, events, new FakeLog());
const bodyOf = (...args: Parameters<typeof event>) => {
  const [item] = items(event(...args));
  return item?.kind === 'message' ? item.body : null;
};

test('an own message goes by its transaction ID, others by their event ID', () => {
  const own = event({ sender: '@me:hs', unsigned: { transaction_id: 'txn' } });
  const other = event({ unsigned: { transaction_id: 'not ours' } });
  expect(items(own, other)).toMatchObject([
    { id: 'txn', txnId: 'txn', own: true },
    { id: other.getId(), txnId: null, own: false, sender: { name: 'Bob', picture: pictureVersion('mxc://hs/bob') } },
  ]);
});

test('edits, reactions and verification are no rows; thread replies are', () => {
  const relates = (rel_type: string) => ({ msgtype: 'm.text', body: 'x', 'm.relates_to': { rel_type, event_id: '$0' } });
  const shown = items(
    event({ content: relates('m.replace') }),
    event({ type: 'm.reaction', content: relates('m.annotation') }),
    event({ content: { msgtype: 'm.key.verification.request', body: 'x' } }),
    event({ type: 'm.room.redaction', content: {} }),
    event({ content: relates('m.thread') }),
  );
  expect(shown).toHaveLength(1);
});

test('an edit changes the text and marks it', () => {
  const original = event();
  original.makeReplaced(
    event({
      content: {
        msgtype: 'm.text',
        body: '* new',
        'm.new_content': { msgtype: 'm.text', body: 'new' },
        'm.relates_to': { rel_type: 'm.replace', event_id: original.getId() },
      },
    }),
  );
  expect(items(original)).toMatchObject([{ edited: true, body: { text: 'new' } }]);
});

test('what strangers send is checked', () => {
  expect(bodyOf({ content: { msgtype: 'm.text', body: { evil: true } } })).toEqual({ type: 'unsupported', eventType: 'm.room.message' });
  expect(bodyOf({ content: { msgtype: 'm.text', body: 'x', format: 'other', formatted_body: '<b>' } })).toEqual({
    type: 'text',
    text: 'x',
    html: null,
  });
  expect(bodyOf({ content: { msgtype: 'm.file', body: 'a.txt', info: { size: -1, mimetype: 7 } } })).toEqual({
    type: 'file',
    name: 'a.txt',
    mime: null,
    sizeBytes: null,
  });
  expect(bodyOf({ content: { msgtype: 'org.new', body: 'fallback' } })).toEqual({ type: 'text', text: 'fallback', html: null });
  expect(bodyOf({ type: 'm.sticker', content: { body: 's' } })).toEqual({ type: 'unsupported', eventType: 'm.sticker' });
});

test('T35 the quote that older clients put before an answer is cut off, and only there', () => {
  const content = {
    msgtype: 'm.text',
    body: '> <@a:hs> one\n> two\n\nanswer',
    format: 'org.matrix.custom.html',
    formatted_body: '<mx-reply><blockquote>one</blockquote></mx-reply><b>answer</b>',
    'm.relates_to': { 'm.in_reply_to': { event_id: '$0' } },
  };
  expect(bodyOf({ content })).toEqual({ type: 'text', text: 'answer', html: '<b>answer</b>' });
  // What says that it is a quotation without answering anything is what was really written.
  const { 'm.relates_to': _answers, ...plain } = content;
  expect(bodyOf({ content: plain })).toEqual({ type: 'text', text: content.body, html: content.formatted_body });
  // A lone quotation is shown: without it nothing would be left.
  expect(bodyOf({ content: { ...content, body: '> <@a:hs> only this' } })).toMatchObject({ text: '> <@a:hs> only this' });
});

test('membership in words', () => {
  const change = (content: object, prev?: object, sender?: string) => {
    const [item] = items(member(content, prev, sender));
    return item?.kind === 'state' ? item.change.what : null;
  };
  expect(change({ membership: 'join' })).toBe('joined');
  expect(change({ membership: 'join', displayname: 'B' }, { membership: 'join' })).toBe('renamed');
  expect(change({ membership: 'join', avatar_url: 'mxc://x' }, { membership: 'join' })).toBe('pictureChanged');
  expect(change({ membership: 'join' }, { membership: 'join' })).toBe(null);
  expect(change({ membership: 'leave' }, { membership: 'join' })).toBe('left');
  expect(change({ membership: 'leave' }, { membership: 'join' }, '@cid:hs')).toBe('kicked');
  expect(change({ membership: 'leave' }, { membership: 'invite' })).toBe('inviteDeclined');
  expect(change({ membership: 'leave' }, { membership: 'ban' }, '@cid:hs')).toBe('unbanned');
  expect(change({ membership: 'ban' }, { membership: 'join' }, '@cid:hs')).toBe('banned');
});

test('a receipt on an event without a row stands at the row before it; nobody reads their own', () => {
  const shown = event({ sender: '@cid:hs' });
  const reaction = event({
    type: 'm.reaction',
    content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: shown.getId(), key: 'x' } },
  });
  receipts.set(reaction.getId()!, ['@bob:hs', '@me:hs', '@cid:hs']);
  expect(items(shown, reaction)).toMatchObject([{ readBy: [{ userId: '@bob:hs', name: 'Bob' }] }]);
});

test('K9 one bad event keeps its place, says that it cannot be shown, and is logged; the others are shown', () => {
  const bad = event();
  Object.defineProperty(bad, 'getTs', {
    value: () => {
      throw new Error('bad');
    },
  });
  const log = new FakeLog();
  expect(timelineItems(client, room, [event(), bad, event()], log)).toMatchObject([
    { kind: 'message' },
    { kind: 'broken', id: bad.getId(), ref: expect.any(String) },
    { kind: 'message' },
  ]);
  expect(log.lines).toHaveLength(1);
});

test('S-1 a date that no calendar has becomes the time of arrival; it stays the same however often the event is looked at', () => {
  const before = Date.now();
  for (const ts of [9.007e15, 8.64e15 + 1, Infinity, NaN, '2026', null, -1]) {
    const bad = event({ origin_server_ts: ts });
    const [item] = items(bad);
    expect(items(bad)).toEqual([item]);
    expect(item?.kind === 'message' && (item.ts === 0 || (item.ts >= before && item.ts <= Date.now()))).toBe(true);
  }
  // The age is the server's own, and comes back with the event after a restart.
  const [old] = items(event({ origin_server_ts: 9.007e15, unsigned: { age: 3_600_000 } }));
  expect(Math.abs((old?.ts ?? 0) - (Date.now() - 3_600_000))).toBeLessThan(1_000);
});

test('K9 fields of the wrong kind cost themselves only', () => {
  for (const content of [
    null,
    7,
    'x',
    ['y'],
    { msgtype: 7, body: {} },
    { body: 'x', 'm.relates_to': 'y' },
    { msgtype: 'm.file', filename: [1], body: 2, info: 'z' },
    { msgtype: 'm.text', body: 'x', format: 'org.matrix.custom.html', formatted_body: {} },
  ]) {
    expect(items(event({ content }))).toMatchObject([{ kind: 'message', body: { type: expect.any(String) } }]);
  }
  expect(items(event({ sender: undefined }))).toMatchObject([{ kind: 'message', sender: { userId: '', name: '?' } }]);
});

test('what nobody has tried to decrypt yet is left out; what failed says why', () => {
  const waiting = event({ type: 'm.room.encrypted', content: { algorithm: 'm.megolm.v1.aes-sha2', ciphertext: 'x' } });
  expect(items(waiting)).toEqual([]);
});

test('an answer shows what it answers as that reads now, and says so where it is not at hand', () => {
  const [original, lost] = [event({ sender: '@bob:hs', content: { msgtype: 'm.text', body: 'Who is\n there?' } }), '$not-loaded'];
  loaded.set(original.getId()!, original);
  const answering = (eventId: unknown) =>
    items(event({ content: { msgtype: 'm.text', body: 'I am', 'm.relates_to': { 'm.in_reply_to': { event_id: eventId } } } }))[0];
  expect(answering(original.getId())).toMatchObject({
    replyTo: { eventId: original.getId(), sender: { name: 'Bob' }, text: 'Who is there?' },
  });
  expect(answering(lost)).toMatchObject({ replyTo: { eventId: lost, sender: null, text: null } });
  for (const bad of [7, {}, '!room', '']) expect(answering(bad)).not.toHaveProperty('replyTo');
});

test('reactions are counted by person; what is none, or deleted, is not', () => {
  const target = event({ sender: '@bob:hs' });
  const react = (sender: string, key: unknown): void => {
    const reaction = event({
      type: 'm.reaction',
      sender,
      content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: target.getId(), key } },
    });
    room.relations.aggregateChildEvent(reaction);
  };
  react('@bob:hs', '🎉');
  react('@bob:hs', '🎉');
  react('@me:hs', '🎉');
  react('@cid:hs', { evil: true });
  react('@cid:hs', 'x'.repeat(70_000));
  expect(items(target)).toMatchObject([{ reactions: [{ key: '🎉', count: 2, by: [{ name: 'Bob' }, { name: 'Me' }] }] }]);
});
