import { describe, expect, test } from 'vitest';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { EventId } from '../../../core/ids.ts';
import { historyOfTest, other, room } from '../historyOfTest.fixtures.ts';
import { historyWindow } from './historyWindow.ts';
import { firstSince, mentions, ofKind, threadsOf } from './lists.ts';
import { People } from '../people.ts';
import { relationsOf } from '../relations.ts';
import { Receipts } from '../receipts.ts';
import { Rooms } from '../rooms.ts';
import { settledBy } from '../settled.ts';
import { takePage, takeSurroundings } from '../taking/takePage.ts';
import { unreadAbove } from './unread.ts';
import { plainRow } from '../worldOfEvents.fixtures.ts';

const { file, take } = historyOfTest();

const roomNumber = (roomId = room): number => new Rooms(file().db).find(roomId)!;
const ids = (rows: readonly { readonly row: EventRow }[]): readonly string[] => rows.map(({ row }) => row.eventId);
const upTo = (from: number, to: number): readonly EventRow[] => Array.from({ length: to - from }, (_, n) => plainRow(from + n));

test('a row comes back as it was written, whatever is in it', () => {
  const odd = plainRow(1, {
    stateKey: '',
    txnId: 't1',
    state: 'failed',
    wire: true,
    session: 's',
    reason: 'UNKNOWN',
    kind: 'media',
    mention: true,
    extra: '{"membership":"join"}',
    content: '{"body":"two\\nlines\\u0000 🗝️"}',
  });
  take([odd]);
  expect(historyWindow(file().db, { room }, { newest: true }, 10)).toMatchObject({ rows: [{ row: odd, notify: null }] });
});

test('a window: the newest, what comes before and after, and the gaps at its ends', () => {
  take(upTo(0, 30));
  const newest = historyWindow(file().db, { room }, { newest: true }, 10);
  expect(ids(newest.rows)).toEqual(upTo(20, 30).map(({ eventId }) => eventId));
  expect(newest.gaps).toEqual([]);
  const before = historyWindow(file().db, { room }, { before: newest.rows[0]!.pos }, 25);
  expect(ids(before.rows)).toEqual(upTo(0, 20).map(({ eventId }) => eventId));
  expect(before.gaps).toMatchObject([{ back: 'older', soft: false }]);
  expect(ids(historyWindow(file().db, { room }, { after: before.rows[18]!.pos }, 3).rows)).toEqual(['$19', '$20', '$21']);
  expect(historyWindow(file().db, { room: other }, { newest: true }, 10)).toEqual({ line: null, rows: [], gaps: [] });
});

test('around an event, in the room or in a run that floats; one that is not known has no window', () => {
  take(upTo(100, 130));
  expect(ids(historyWindow(file().db, { around: room, eventId: '$110' }, { newest: true }, 5).rows)).toEqual([
    '$108',
    '$109',
    '$110',
    '$111',
    '$112',
  ]);
  const floating = {
    row: plainRow(50),
    before: { rows: [plainRow(49), plainRow(48)], end: 'b' },
    after: { rows: [plainRow(51)], end: 'f' },
    bundled: [],
  };
  file().write('crash', () => takeSurroundings(file().db, room, floating));
  const window = historyWindow(file().db, { around: room, eventId: '$50' }, { newest: true }, 20);
  expect(ids(window.rows)).toEqual(['$48', '$49', '$50', '$51']);
  expect(window.gaps).toMatchObject([
    { back: 'b', fwd: null },
    { back: null, fwd: 'f' },
  ]);
  expect(historyWindow(file().db, { around: room, eventId: '$nowhere' }, { newest: true }, 20).line).toBeNull();
});

test('a page fills its gap once; asked again for a gap that is gone it changes nothing', () => {
  take(upTo(10, 20), { limited: true });
  const [gap] = historyWindow(file().db, { room }, { newest: true }, 50).gaps;
  const page = { line: gap!.line, pos: gap!.pos, direction: 'back' as const, rows: upTo(0, 10).toReversed(), bundled: [], end: null };
  const notes = file().write('crash', () => takePage(file().db, page));
  expect(notes?.lines.get(gap!.line)).toMatchObject({ goneGaps: new Set([gap!.pos]), moved: false });
  expect(ids(historyWindow(file().db, { room }, { newest: true }, 50).rows)).toHaveLength(20);
  expect(file().write('crash', () => takePage(file().db, page))).toBeNull();
});

test('relations of a window, of this room only, without replies in threads', () => {
  const reaction = plainRow(2, { type: 'm.reaction', relType: 'm.annotation', relTo: '$1' });
  const edit = plainRow(3, { relType: 'm.replace', relTo: '$1' });
  const reply = plainRow(4, { thread: '$1', relType: 'm.thread', relTo: '$1' });
  take([plainRow(1), reaction, edit, reply]);
  take([plainRow(5, { relType: 'm.annotation', relTo: '$1' })], { roomId: other });
  expect(relationsOf(file().db, roomNumber(), ['$1', '$9'])).toEqual([reaction, edit]);
});

test('an edit that comes bundled with its message relates to it, has no place, and once it comes by itself stands where it should', () => {
  const edit = plainRow(9, { relType: 'm.replace', relTo: '$1' });
  const all = (): unknown[] => [
    relationsOf(file().db, roomNumber(), ['$1']),
    ids(historyWindow(file().db, { room }, { newest: true }, 10).rows),
  ];
  take([plainRow(1)], { bundled: [edit] });
  expect(all()).toEqual([[edit], ['$1']]);
  take([plainRow(1)], { bundled: [edit] });
  expect(all(), 'taken twice').toEqual([[edit], ['$1']]);
  take([plainRow(2), edit]);
  expect(all()).toEqual([[edit], ['$1', '$2', '$9']]);
});

test('a page brings bundled edits, too, and of what was redacted no edit comes back', () => {
  const [change] = take([plainRow(5)]);
  const gap = { line: change!.line, pos: change!.newGaps[0]!.pos, direction: 'back' as const, end: null };
  const redaction = plainRow(4, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$2' });
  const edits = ['$1', '$2'].map((of, n) => plainRow(20 + n, { relType: 'm.replace', relTo: of as EventId }));
  file().write('crash', () => takePage(file().db, { ...gap, rows: [redaction, plainRow(2), plainRow(1)], bundled: edits }));
  expect(relationsOf(file().db, roomNumber(), ['$1', '$2']).map(({ eventId }) => eventId)).toEqual(['$20', redaction.eventId]);
  const late = plainRow(22, { relType: 'm.replace', relTo: '$2' });
  take([plainRow(6)], { bundled: [late] });
  const kept = file().db.prepare('SELECT content, redacted_by FROM store.events WHERE event_id = ?').get(['$22']);
  expect(kept).toEqual({ content: '{}', redacted_by: redaction.eventId });
});

test('unread above a position, and whether there may be more', () => {
  const [change] = take(upTo(0, 10));
  const { line } = change!;
  file().db.prepare('UPDATE store.places SET notify = (event % 3) WHERE line = ?').run([line]);
  const fourth = change!.placed.toSorted((a, b) => a.pos - b.pos)[3]!;
  expect(unreadAbove(file().db, line, fourth.pos)).toEqual({ count: 4, highlights: 2, orMore: false });
  take(upTo(40, 42), { limited: true, prevBatch: 'p' });
  expect(unreadAbove(file().db, line, fourth.pos)).toMatchObject({ count: 4, orMore: true });
});

test('lists: pictures, mentions over all rooms, a date, the threads of a room', () => {
  take([plainRow(1, { kind: 'media' }), plainRow(2, { kind: 'link' }), plainRow(3, { kind: 'media', mention: true })]);
  take([plainRow(4, { mention: true }), plainRow(5, { thread: '$4', relType: 'm.thread', relTo: '$4' })], { roomId: other });
  const now = 2_000_000_000_000;
  expect(ofKind(file().db, roomNumber(), 'media', now, 10).map(({ eventId }) => eventId)).toEqual(['$3', '$1']);
  expect(mentions(file().db, now, 10).map(({ roomId, row }) => [roomId, row.eventId])).toEqual([
    [other, '$4'],
    [room, '$3'],
  ]);
  expect(firstSince(file().db, roomNumber(), plainRow(2).ts)).toBe('$2');
  expect(firstSince(file().db, roomNumber(), now)).toBeNull();
  expect(threadsOf(file().db, roomNumber(other))).toMatchObject([{ root: '$4', newest: { eventId: '$5' } }]);
  expect(ids(historyWindow(file().db, { thread: other, root: '$4' }, { newest: true }, 5).rows)).toEqual(['$5']);
});

test('the transaction that an event settles', () => {
  take([plainRow(4, { txnId: 'mine' })]);
  expect(settledBy(file().db, 'mine')).toBe('$4');
  expect(settledBy(file().db, 'other')).toBeNull();
});

test.each(['before', 'after'])(
  'a redaction that comes %s its target leaves no text of it, nor of its edits, and takes it out of the lists',
  (when) => {
    const target = plainRow(1, {
      content: '{"body":"secret","url":"mxc://x"}',
      kind: 'media',
      mention: true,
      extra: '{"prevContent":{"a":"secret"}}',
    });
    const edit = plainRow(2, { relType: 'm.replace', relTo: '$1', content: '{"m.new_content":{"body":"secret too"}}' });
    const redaction = plainRow(3, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$1', content: '{"redacts":"$1"}' });
    take(when === 'after' ? [target, edit, redaction] : [redaction, target, edit]);
    const rows = historyWindow(file().db, { room }, { newest: true }, 10).rows.map(({ row }) => row);
    expect(JSON.stringify(rows)).not.toContain('secret');
    expect(rows.find(({ eventId }) => eventId === '$1')).toMatchObject({
      redactedBy: '$3',
      content: '{}',
      kind: 'plain',
      mention: false,
      extra: null,
    });
    expect(relationsOf(file().db, roomNumber(), ['$1']).map(({ eventId }) => eventId)).toEqual(['$3']);
    // Another room's redaction reaches nothing here.
    take([plainRow(10)]);
    take([plainRow(11, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$10' })], { roomId: other });
    expect(historyWindow(file().db, { room }, { newest: true }, 1).rows[0]!.row.redactedBy).toBeNull();
  },
);

test.each([
  ['10', false, false],
  ['10', true, true],
  ['11', false, true],
  ['11', true, false],
])('in a room of version %s a redaction that names its target beside its content (%s) removes it: %s', (version, isBeside, removes) => {
  const named = isBeside ? { extra: '{"redacts":"$1"}', content: '{}' } : { content: '{"redacts":"$1"}' };
  const redaction = plainRow(2, { type: 'm.room.redaction', relType: 'm.room.redaction', relTo: '$1', ...named });
  take([plainRow(1)], { version });
  // The answer in which it comes says nothing of the version.
  take([redaction]);
  const [target, found] = historyWindow(file().db, { room }, { newest: true }, 5).rows.map(({ row }) => row);
  expect(target!.redactedBy).toBe(removes ? '$2' : null);
  expect(found).toMatchObject(removes ? { relTo: '$1' } : { relTo: null, relType: null });
});

describe('what only claims to be a redaction removes nothing', () => {
  const claims = { relType: 'm.room.redaction', relTo: '$1' } as const;
  const claimants = [
    ['a message', plainRow(2, claims)],
    ['an encrypted event', plainRow(2, { ...claims, type: 'm.room.redaction', wire: true })],
    ['a state event', plainRow(2, { ...claims, type: 'm.room.redaction', stateKey: '' })],
  ] as const;
  test.each(claimants.flatMap(([name, row]) => [[name, 'before', row] as const, [name, 'after', row] as const]))(
    '%s, %s it',
    (_, when, row) => {
      const target = plainRow(1);
      take(when === 'after' ? [target, row] : [row, target]);
      const found = historyWindow(file().db, { room }, { newest: true }, 5).rows.find(({ row: { eventId } }) => eventId === '$1')!;
      expect(found.row).toMatchObject({ redactedBy: null, content: target.content });
    },
  );
});

test('what the server has redacted since is pruned when it comes again', () => {
  take([plainRow(1, { content: '{"body":"secret"}' })]);
  take([plainRow(1, { content: '{}', redactedBy: '$9' as EventId })]);
  expect(historyWindow(file().db, { room }, { newest: true }, 1).rows[0]!.row).toMatchObject({ content: '{}', redactedBy: '$9' });
});

test('receipts and people are kept beside the room, the newest of each', () => {
  const receipt = { userId: '@bob:example.org', thread: '', isPrivate: false, eventId: '$1', ts: 1 } as const;
  const bob = { userId: '@bob:example.org', name: 'Bob', avatar: null, membership: 'join' } as const;
  take([plainRow(1)], { receipts: [receipt, { ...receipt, thread: 'main' }], people: [bob] });
  take([], { receipts: [{ ...receipt, eventId: '$2' }], people: [{ ...bob, name: 'Robert' }] });
  expect(new Receipts(file().db).of(roomNumber())).toEqual([
    { ...receipt, eventId: '$2' },
    { ...receipt, thread: 'main' },
  ]);
  expect(new People(file().db).of(roomNumber(), ['@bob:example.org', '@eve:example.org'])).toEqual([{ ...bob, name: 'Robert' }]);
});
