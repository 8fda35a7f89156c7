import { expect, test } from 'vitest';
import type { EventId, UserId } from '../../ids.ts';
import type { EventRow } from '../history/rows.ts';
import { endContent, pollTypes, startContent, voteContent } from '../polls/pollEvents.ts';
import type { ProjectedItem, ProjectedMessage } from './projected.ts';
import { bob, cid, edit, me, member, reaction, redaction, row, sealed, secret, text } from './rows.fixtures.ts';
import type { PlacedReceipt } from './readers.ts';
import { TimelineWindow, type WindowChange } from './timelineWindow.ts';

const people = [
  { userId: me, name: 'Me' },
  { userId: bob, name: 'Bob' },
  { userId: cid, name: 'Cid' },
];

function windowOf(rows: readonly EventRow[], change: WindowChange = {}, faults: unknown[] = []): TimelineWindow {
  const window = new TimelineWindow(me, (_what, cause) => {
    faults.push(cause);
    return 'ref';
  });
  window.take({ people });
  window.show({ rows: rows.map((one, n) => ({ row: one, pos: n * 1_024 })), relations: [], gaps: [], isFirst: true, isLast: true });
  window.take(change);
  return window;
}
const json = (content: string): Record<string, unknown> => JSON.parse(content) as Record<string, unknown>;
const items = (...rows: EventRow[]): readonly ProjectedItem[] => windowOf(rows).items;
function message(item: ProjectedItem | undefined): ProjectedMessage {
  if (item?.kind !== 'message') throw new Error('no message');
  return item;
}
const first = (...rows: EventRow[]): ProjectedMessage => message(items(...rows)[0]);
const receipt = (userId: PlacedReceipt['userId'], eventId: EventId, more: Partial<PlacedReceipt> = {}): PlacedReceipt => ({
  userId,
  eventId,
  thread: '',
  isPrivate: false,
  ts: 1,
  pos: null,
  ...more,
});

test('an own message goes by its transaction ID, others by their event ID; two of one transaction are two', () => {
  const own = (): EventRow => text('own', { sender: me, txnId: 'txn' });
  const [a, b, other] = [own(), own(), text('other', { txnId: 'not ours' })];
  expect(items(a, b, other)).toMatchObject([
    { id: a.eventId, txnId: 'txn', own: true },
    { id: 'txn', txnId: 'txn', own: true, sender: { name: 'Me' } },
    { id: other.eventId, txnId: null, own: false, sender: { name: 'Bob' } },
  ]);
});

test('edits, reactions, redactions and verification are no items; thread replies are', () => {
  const relates = (rel_type: string): EventRow =>
    row('m.room.message', { msgtype: 'm.text', body: 'x', 'm.relates_to': { rel_type, event_id: '$0' } });
  const shown = items(
    relates('m.replace'),
    reaction('$0', '👍'),
    relates('m.reference'),
    row('m.room.message', { msgtype: 'm.key.verification.request', body: 'x' }),
    redaction('$0'),
    row('org.example.other', {}),
    relates('m.thread'),
  );
  expect(shown).toMatchObject([{ thread: '$0', answers: null }]);
});

test('S-3 T27 an edit changes the text if it may: the same person, the same type, encrypted where the message is', () => {
  const plain = text('old');
  expect(first(plain, edit(plain.eventId, 'new'))).toMatchObject({ edited: true, body: { text: 'new' } });
  expect(first(plain, secret(edit(plain.eventId, 'new')))).toMatchObject({ edited: true });
  const closed = secret(text('old'));
  expect(first(closed, secret(edit(closed.eventId, 'new')))).toMatchObject({ edited: true, encrypted: true });
  expect(first(closed, edit(closed.eventId, 'forged'))).toMatchObject({ edited: false, refusedEdit: 'unencrypted', body: { text: 'old' } });
  expect(first(plain, edit(plain.eventId, 'theirs', { sender: cid }))).not.toHaveProperty('refusedEdit');
  for (const odd of [
    edit(plain.eventId, 7),
    { ...edit(plain.eventId, 'x'), type: 'm.sticker' },
    { ...edit(plain.eventId, 'x'), stateKey: '' },
  ])
    expect(first(plain, odd)).toMatchObject({ edited: false, refusedEdit: 'invalid' });
  const forged = secret(edit(closed.eventId, 'doubted'));
  expect(windowOf([closed, forged], { doubted: [forged.eventId] }).items).toMatchObject([{ edited: false, refusedEdit: 'invalid' }]);
});

test('of several edits the latest counts, by its time and not by when it came', () => {
  const original = text('old');
  const [second, third] = [edit(original.eventId, 'second', { ts: 200 }), edit(original.eventId, 'third', { ts: 300 })];
  const tie = edit(original.eventId, 'tie', { ts: 300, eventId: '$~' });
  expect(first(original, third, second)).toMatchObject({ body: { text: 'third' } });
  expect(first(original, tie, third, second)).toMatchObject({ body: { text: 'tie' } });
});

test('what waits for its key is no item, what has none says why, and both become messages when it comes', () => {
  const clear = secret(text('words', { ts: 5 }));
  const late = secret(edit(clear.eventId, 'edited'));
  const window = windowOf([sealed(clear), sealed(late)]);
  expect(window.items).toEqual([]);
  window.take({ rows: [sealed(clear, 'failed', 'MEGOLM_KEY_WITHHELD')] });
  expect(window.items).toMatchObject([{ body: { type: 'undecryptable', reason: 'withheld' }, encrypted: true }]);
  window.take({ rows: [clear] });
  expect(window.items).toMatchObject([{ body: { text: 'words' }, edited: false }]);
  window.take({ rows: [late] });
  expect(window.items).toMatchObject([{ body: { text: 'edited' }, edited: true }]);
});

test('reactions: each person once for each key, in the order of their first; redacted ones do not count, odd keys neither', () => {
  const target = text('x');
  const to = target.eventId;
  const own = reaction(to, '👍', { sender: me });
  const gone = reaction(to, '🎉', { sender: cid });
  const all = [
    target,
    own,
    reaction(to, '👍', { sender: bob }),
    reaction(to, '👍', { sender: bob }),
    gone,
    reaction(to, '❤️'),
    redaction(gone.eventId),
  ];
  const odd = [7, '', null, 'x'.repeat(256), { key: 'x' }].map((key) => reaction(to, key));
  expect(first(...all, ...odd).reactions).toEqual([
    { key: '👍', count: 2, by: [people[0], people[1]], own: own.eventId },
    { key: '❤️', count: 1, by: [people[1]], own: null },
  ]);
  const many = Array.from({ length: 150 }, (_, n) => reaction(to, `k${n}`));
  expect(first(target, ...many).reactions.map(({ key }) => key)).toEqual(Array.from({ length: 100 }, (_, n) => `k${n}`));
});

test('a redaction empties what it names, whether the row says so yet or not; what only claims to be one does nothing', () => {
  const target = text('gone');
  const pruned = { ...target, content: '{}', redactedBy: '$r' as const };
  const related = [edit(target.eventId, 'new'), reaction(target.eventId, '👍')];
  const expected = { body: { type: 'redacted' }, edited: false, reactions: [] };
  expect(first(pruned, ...related)).toMatchObject(expected);
  expect(first(target, ...related, redaction(target.eventId))).toMatchObject(expected);
  const claim = row('m.room.message', {
    msgtype: 'm.text',
    body: 'x',
    'm.relates_to': { rel_type: 'm.room.redaction', event_id: target.eventId },
  });
  const hidden = { ...redaction(target.eventId), wire: true };
  expect(first(target, claim, hidden)).toMatchObject({ body: { text: 'gone' } });
});

test('a redacted edit is none', () => {
  const original = text('old');
  const change = edit(original.eventId, 'new');
  const window = windowOf([original, change]);
  expect(window.items).toMatchObject([{ body: { text: 'new' } }]);
  window.take({ placed: [{ row: redaction(change.eventId), pos: 9_000 }] });
  expect(window.items).toMatchObject([{ body: { text: 'old' }, edited: false }]);
});

test('what answers another says which; a fallback for clients without threads is no answer', () => {
  const answering = (relation: object): EventRow =>
    row('m.room.message', { msgtype: 'm.text', body: '> <@a:hs> q\n\nanswer', 'm.relates_to': relation });
  expect(first(answering({ 'm.in_reply_to': { event_id: '$q' } }))).toMatchObject({
    answers: '$q',
    thread: null,
    body: { text: 'answer' },
  });
  const inThread = { rel_type: 'm.thread', event_id: '$root', 'm.in_reply_to': { event_id: '$q' } };
  expect(first(answering({ ...inThread, is_falling_back: true }))).toMatchObject({ answers: null, thread: '$root' });
  expect(first(answering(inThread))).toMatchObject({ answers: '$q', thread: '$root' });
});

test('membership and state in words; a redacted one no longer says what it set', () => {
  const shown = items(
    member(bob, { membership: 'join' }),
    member(bob, { membership: 'join', displayname: 'B' }, { membership: 'join' }),
    member(bob, { membership: 'leave' }, { membership: 'join' }, { sender: cid }),
    member(bob, { membership: 'join' }, { membership: 'join' }),
    row('m.room.topic', { topic: 'T' }, { stateKey: '' }),
    row('m.room.topic', { topic: 'gone' }, { stateKey: '', redactedBy: '$r' }),
  );
  expect(shown.map((item) => (item.kind === 'state' ? item.change.what : item.kind))).toEqual(['joined', 'renamed', 'kicked', 'topicSet']);
  expect(shown[2]).toMatchObject({ actor: { name: 'Cid' }, change: { who: { name: 'Bob' } } });
});

test('who has read: at the nearest message before the receipt, not at the own one, and what one has sent one has read', () => {
  const [a, b, c] = [text('a', { sender: cid }), text('b', { sender: me }), text('c', { sender: me })];
  const like = reaction(b.eventId, 'x', { sender: cid });
  const readBy = (window: TimelineWindow): string[][] => window.items.map((item) => message(item).readBy.map(({ name }) => name));
  expect(readBy(windowOf([a, b, like, c], { receipts: [receipt(bob, like.eventId), receipt(me, c.eventId)] }))).toEqual([
    [],
    ['Bob', 'Cid'],
    [],
  ]);
  expect(
    readBy(windowOf([a, b, c], { receipts: [receipt(bob, c.eventId, { isPrivate: true }), receipt(bob, c.eventId, { thread: '$root' })] })),
  ).toEqual([[], [], []]);
  expect(readBy(windowOf([c], { receipts: [receipt(cid, c.eventId), receipt(bob, c.eventId)] })), 'whichever came first').toEqual([
    ['Bob', 'Cid'],
  ]);
  const moving = windowOf([a, b, c], { receipts: [receipt(bob, b.eventId)] });
  moving.take({ receipts: [receipt(bob, c.eventId, { thread: 'main' })] });
  expect(readBy(moving)).toEqual([[], [], ['Bob']]);
});

test('K9 a row that is damaged keeps its place and says so, and is told of once; the others are shown', () => {
  const faults: unknown[] = [];
  const bad = { ...text('x'), content: '{"body":' };
  const window = windowOf([text('a'), bad, text('b')], {}, faults);
  expect(window.items).toMatchObject([{ kind: 'message' }, { kind: 'broken', id: bad.eventId, ref: 'ref' }, { kind: 'message' }]);
  window.take({ placed: [{ row: text('c'), pos: 90_000 }] });
  expect(faults).toHaveLength(1);
});

test('T30 T31 contents of the wrong kind cost themselves only', () => {
  const odd = [
    'null',
    '7',
    '"x"',
    '["y"]',
    '{"msgtype":7,"body":{}}',
    '{"body":"x","m.relates_to":"y"}',
    '{"__proto__":{"msgtype":"m.image"},"body":1}',
  ];
  const shown = items(text('a'), ...odd.map((content) => ({ ...text('x'), content })), text('b'));
  expect(shown).toHaveLength(odd.length + 2);
  expect([shown[0], shown.at(-1)]).toMatchObject([{ body: { text: 'a' } }, { body: { text: 'b' } }]);
});

test('a gap stands where something may be missing, unless it is joined already; what is below it is known', () => {
  const [a, b] = [text('a'), text('b')];
  const window = windowOf([a, b]);
  const gap = { line: 1, pos: 500, back: 't', fwd: null, soft: false };
  window.take({ gaps: [gap, { ...gap, pos: 700, soft: true }] });
  expect(window.items.map(({ id }) => id)).toEqual([a.eventId, 'gap:500', b.eventId]);
  expect(window.belowGap).toEqual([a.eventId]);
  window.take({ goneGaps: [500] });
  expect(window.items.map(({ id }) => id)).toEqual([a.eventId, b.eventId]);
  expect(window.belowGap).toEqual([]);
});

test('a name that becomes known stands in every item of that person, and no other item is made anew', () => {
  const window = windowOf([text('a', { sender: '@new:hs' }), text('b')]);
  const [, before] = window.items;
  expect(window.items[0]).toMatchObject({ sender: { name: '@new:hs' } });
  const ops = window.take({ people: [{ userId: '@new:hs', name: 'New' }] });
  expect(window.items[0]).toMatchObject({ sender: { name: 'New' } });
  expect(window.items[1]).toBe(before);
  expect(ops).toHaveLength(1);
});

test('a poll has its votes, those that came later too; of those that nobody can read, it says how many', () => {
  const start = row(
    pollTypes.start,
    json(startContent({ question: 'Where?', answers: ['Pier', 'Light'], disclosed: true, maxSelections: 1 })),
  );
  const vote = (sender: UserId, answer: string): EventRow => row(pollTypes.vote, json(voteContent(start.eventId, [answer])), { sender });
  const window = windowOf([start, vote(bob, '1'), vote(cid, '2'), { ...sealed(vote(me, '2'), 'failed'), relType: 'm.reference' }]);
  const poll = (): unknown => message(window.items[0]).body;
  expect(window.items).toHaveLength(1);
  expect(poll()).toMatchObject({ type: 'poll', voters: 2, unreadable: 1, ended: false, answers: [{ votes: 1 }, { votes: 1, own: false }] });
  window.take({ placed: [{ row: vote(me, '2'), pos: 9_000 }] });
  expect(poll()).toMatchObject({ voters: 3, answers: [{ votes: 1 }, { votes: 2, own: true }] });
  const over = (sender: UserId): EventRow => row(pollTypes.end, json(endContent(start.eventId, 'over')), { sender });
  window.take({ placed: [{ row: over(cid), pos: 10_000 }] });
  expect(poll()).toMatchObject({ ended: false });
  window.take({ placed: [{ row: over(bob), pos: 11_000 }] });
  expect(poll()).toMatchObject({ ended: true });
});
