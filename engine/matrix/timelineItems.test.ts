import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { expect, test } from 'vitest';
import { FakeLog } from '../FakeLog.ts';
import { timelineItems } from './timelineItems.ts';

const names = new Map([['@me:hs', 'Me'], ['@bob:hs', 'Bob'], ['@cid:hs', 'Cid']]);
const receipts = new Map<string, string[]>();
const room = {
  myUserId: '@me:hs',
  getMember: (userId: string) => (names.has(userId) ? { name: names.get(userId) } : null),
  getReceiptsForEvent: (event: MatrixEvent) => (receipts.get(event.getId()!) ?? []).map((userId) => ({ type: 'm.read', userId, data: { ts: 1 } })),
} as unknown as Room;
const client = { getUserId: () => '@me:hs', getPushActionsForEvent: () => null } as unknown as MatrixClient;

let counter = 0;
function event(more: object = {}): MatrixEvent {
  const n = ++counter;
  return new MatrixEvent({ event_id: `$${n}`, type: 'm.room.message', sender: '@bob:hs', room_id: '!a', origin_server_ts: n, content: { msgtype: 'm.text', body: `t${n}` }, ...more });
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
  expect(items(own, other)).toMatchObject([{ id: 'txn', txnId: 'txn', own: true }, { id: other.getId(), txnId: null, own: false, sender: { name: 'Bob' } }]);
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
  original.makeReplaced(event({ content: { msgtype: 'm.text', body: '* new', 'm.new_content': { msgtype: 'm.text', body: 'new' }, 'm.relates_to': { rel_type: 'm.replace', event_id: original.getId() } } }));
  expect(items(original)).toMatchObject([{ edited: true, body: { text: 'new' } }]);
});

test('what strangers send is checked', () => {
  expect(bodyOf({ content: { msgtype: 'm.text', body: { evil: true } } })).toEqual({ type: 'unsupported', eventType: 'm.room.message' });
  expect(bodyOf({ content: { msgtype: 'm.text', body: 'x', format: 'other', formatted_body: '<b>' } })).toEqual({ type: 'text', text: 'x', html: null });
  expect(bodyOf({ content: { msgtype: 'm.file', body: 'a.txt', info: { size: -1, mimetype: 7 } } })).toEqual({ type: 'file', name: 'a.txt', mime: null, sizeBytes: null });
  expect(bodyOf({ content: { msgtype: 'org.new', body: 'fallback' } })).toEqual({ type: 'text', text: 'fallback', html: null });
  expect(bodyOf({ type: 'm.sticker', content: { body: 's' } })).toEqual({ type: 'unsupported', eventType: 'm.sticker' });
});

test('the quote that older clients put before an answer is cut off', () => {
  const content = {
    msgtype: 'm.text', body: '> <@a:hs> one\n> two\n\nanswer', format: 'org.matrix.custom.html',
    formatted_body: '<mx-reply><blockquote>one</blockquote></mx-reply><b>answer</b>', 'm.relates_to': { 'm.in_reply_to': { event_id: '$0' } },
  };
  expect(bodyOf({ content })).toEqual({ type: 'text', text: 'answer', html: '<b>answer</b>' });
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
  const reaction = event({ type: 'm.reaction', content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: shown.getId(), key: 'x' } } });
  receipts.set(reaction.getId()!, ['@bob:hs', '@me:hs', '@cid:hs']);
  expect(items(shown, reaction)).toMatchObject([{ readBy: [{ userId: '@bob:hs', name: 'Bob' }] }]);
});

test('one bad event is left out and logged; the others are shown', () => {
  const bad = event();
  Object.defineProperty(bad, 'getTs', { value: () => { throw new Error('bad'); } });
  const log = new FakeLog();
  expect(timelineItems(client, room, [event(), bad, event()], log)).toHaveLength(2);
  expect(log.lines).toHaveLength(1);
});

test('what nobody has tried to decrypt yet is left out; what failed says why', () => {
  const waiting = event({ type: 'm.room.encrypted', content: { algorithm: 'm.megolm.v1.aes-sha2', ciphertext: 'x' } });
  expect(items(waiting)).toEqual([]);
});
