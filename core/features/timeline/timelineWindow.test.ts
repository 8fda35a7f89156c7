import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch, type PatchedList, type PatchOp } from '../../patch.ts';
import type { ProjectedItem } from './projected.ts';
import { bob, cid, me, reaction, redaction, text } from './rows.fixtures.ts';
import { TimelineWindow, type Stretch } from './timelineWindow.ts';
import { FakeHistory, life, type Step } from './world.fixtures.ts';

const fault = (): string => 'ref';
const endless = { items: Infinity, places: Infinity };
const empty: Stretch = { rows: [], relations: [], gaps: [], isFirst: true, isLast: true };

/** All that is known, at once, in another order than it came. */
function anew(history: FakeHistory, low = -Infinity, high = Infinity): readonly ProjectedItem[] {
  const window = new TimelineWindow(me, fault, endless);
  const within = ({ pos }: { readonly pos: number }): boolean => pos >= low && pos <= high;
  const rows = [...history.placed.values()].filter(within).sort((a, b) => b.pos - a.pos);
  const relations = history.relationsOf(rows.map((one) => one.row)).toReversed();
  for (const change of history.told) window.take(history.nowPlaced(change));
  window.show({ rows, relations, gaps: [...history.gaps.values()].filter(within), isFirst: low === -Infinity, isLast: high === Infinity });
  return window.items;
}

/** The list at the other end of a link. */
class FakePage {
  private list: PatchedList<ProjectedItem> = { seq: 0, items: [] };

  get items(): readonly ProjectedItem[] {
    return this.list.items;
  }

  take(ops: readonly PatchOp<ProjectedItem>[]): void {
    const next = applyPatch(this.list, { seq: this.list.seq + 1, ops });
    if (next === 'resubscribe') throw new Error('a patch did not fit');
    this.list = next;
  }
}

test('whatever comes in whatever order, the items are those that all of it makes at once, and the patches lead there', () => {
  let asserted = 0;
  fc.assert(
    fc.property(life, (steps) => {
      const [history, page] = [new FakeHistory(), new FakePage()];
      const window = new TimelineWindow(me, fault);
      page.take(window.show(empty));
      for (const step of steps) {
        const change = history.take(step);
        if (!change) continue;
        page.take(window.take(change));
        expect(window.items).toEqual(anew(history));
        expect(page.items).toEqual(window.items);
        asserted += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(asserted).toBeGreaterThan(2_000);
});

type Move = { readonly goes: 'older' | 'newer' | 'newest' | 'first' | 'last'; readonly by: number };
const move: fc.Arbitrary<Move> = fc.record({
  goes: fc.constantFrom('older', 'newer', 'newest', 'first', 'last'),
  by: fc.integer({ min: 1, max: 6 }),
});

/** As the store answers: some rows on one side of a position. */
function stretchOf(history: FakeHistory, by: number, from: { readonly before: number } | { readonly after: number }): Stretch {
  const all = [...history.placed.values()].sort((a, b) => a.pos - b.pos);
  const beyond = all.filter(({ pos }) => ('before' in from ? pos < from.before : pos > from.after));
  const rows = 'before' in from ? beyond.slice(-by) : beyond.slice(0, by);
  const isAll = rows.length === beyond.length;
  const [edge, end] =
    'before' in from ? [from.before, isAll ? -Infinity : rows[0]!.pos] : [from.after, isAll ? Infinity : rows.at(-1)!.pos];
  const between = (pos: number): boolean => pos >= Math.min(edge, end) && pos <= Math.max(edge, end);
  return {
    rows,
    relations: history.relationsOf(rows.map((one) => one.row)),
    gaps: [...history.gaps.values()].filter(({ pos }) => between(pos)),
    isFirst: 'before' in from && isAll,
    isLast: 'after' in from && isAll,
  };
}

test('wherever somebody goes, a window is one stretch of the line, no longer than it may be, and as all of that stretch makes it', () => {
  let asserted = 0;
  let trimmed = 0;
  let readBeforeTheEnd = 0;
  fc.assert(
    fc.property(life, fc.array(move, { minLength: 10, maxLength: 40 }), (steps, moves) => {
      const [history, page] = [new FakeHistory(), new FakePage()];
      const window = new TimelineWindow(me, fault, { items: 5, places: 12 });
      const come = steps.slice();
      page.take(window.show(empty));
      for (const { goes, by } of moves) {
        for (const step of come.splice(0, by)) page.take(taken(window, history, step));
        page.take(gone(window, history, goes, by));
        expect(window.items.length).toBeLessThanOrEqual(5);
        const { low, high } = window.edges;
        expect(unread(window.items)).toEqual(unread(anew(history, low, high)));
        expect(page.items).toEqual(window.items);
        expect(readersIn(window.items)).toEqual(readersOf(history, window));
        asserted += 1;
        if (!window.isFirst || !window.isLast) trimmed += 1;
        if (!window.isLast && readersIn(window.items).flat().length > 0) readBeforeTheEnd += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(asserted).toBeGreaterThan(2_000);
  expect(trimmed).toBeGreaterThan(500);
  expect(readBeforeTheEnd).toBeGreaterThan(50);
});

/** A window of all that lies between its ends knows nothing of who has read on beyond them. */
const unread = (items: readonly ProjectedItem[]): readonly ProjectedItem[] =>
  items.map((item) => (item.kind === 'message' ? { ...item, readBy: [] } : item));

const readersIn = (items: readonly ProjectedItem[]): readonly (readonly string[])[] =>
  items.map((item) => (item.kind === 'message' ? item.readBy.map(({ userId }) => userId).sort() : []));

/** Who has read to a place in the window stands at the nearest message at or before it; whose reading ends elsewhere stands nowhere. */
function readersOf(history: FakeHistory, window: TimelineWindow): readonly (readonly string[])[] {
  const { low, high } = window.edges;
  const places = window.items.map((item) => (item.kind === 'message' ? history.placed.get(item.eventId!)!.pos : Infinity));
  const readers = window.items.map((): string[] => []);
  for (const [userId, pos] of history.readTo()) {
    if (userId === me || pos < low || pos > high) continue;
    const at = places.findLastIndex((place) => place <= pos);
    const item = window.items[at];
    if (item?.kind === 'message' && item.sender.userId !== userId) readers[at]!.push(userId);
  }
  return readers.map((all) => all.sort());
}

function taken(window: TimelineWindow, history: FakeHistory, step: Step): readonly PatchOp<ProjectedItem>[] {
  const change = history.take(step);
  return change ? window.take(change) : [];
}

function gone(window: TimelineWindow, history: FakeHistory, goes: Move['goes'], by: number): readonly PatchOp<ProjectedItem>[] {
  const { low, high } = window.edges;
  switch (goes) {
    case 'older':
      return window.isFirst ? [] : window.older(stretchOf(history, by, { before: low }));
    case 'newer':
      return window.isLast ? [] : window.newer(stretchOf(history, by, { after: high }));
    case 'newest':
      return window.show({ ...stretchOf(history, by, { before: Infinity }), isLast: true });
    default:
      window.read(goes);
      return [];
  }
}

test('400 items and no more: who reads the newest loses the oldest, and who reads back loses the newest until they return', () => {
  const line = Array.from({ length: 1_000 }, (_, n) => ({ row: text(`t${n}`), pos: n * 1_024 }));
  const stretch = (from: number, to: number): Stretch => ({
    rows: line.slice(from, to),
    relations: [],
    gaps: [],
    isFirst: from === 0,
    isLast: to === 900,
  });
  const bodies = (window: TimelineWindow): (string | null)[] =>
    [window.items[0], window.items.at(-1)].map((item) => (item?.kind === 'message' && item.body.type === 'text' ? item.body.text : null));
  const window = new TimelineWindow(me, fault);
  window.show(stretch(600, 900));
  window.take({ placed: line.slice(900, 910) });
  expect([window.items.length, ...bodies(window)]).toEqual([310, 't600', 't909']);
  window.older(stretch(400, 600));
  expect([window.items.length, window.isLast, ...bodies(window)]).toEqual([400, false, 't400', 't799']);
  expect(window.take({ placed: line.slice(910, 920) }), 'what comes beyond its end is none of its').toEqual([]);
  window.newer(stretch(800, 850));
  expect([window.items.length, ...bodies(window)]).toEqual([400, 't450', 't849']);
  window.newer({ ...stretch(850, 920), isLast: true });
  expect([window.items.length, window.isLast, ...bodies(window)]).toEqual([400, true, 't520', 't919']);
  window.take({ placed: line.slice(920, 1_000) });
  expect([window.items.length, ...bodies(window)]).toEqual([400, 't600', 't999']);
  expect(window.edges).toEqual({ low: 600 * 1_024, high: Infinity });
});

test('what somebody took back stays taken back, although that stands beyond the end by now', () => {
  const target = text('x');
  const gone = reaction(target.eventId, '👍');
  const window = new TimelineWindow(me, fault, { items: 1, places: 1_000 });
  window.show({
    ...empty,
    rows: [
      { row: target, pos: 2 },
      { row: gone, pos: 3 },
      { row: redaction(gone.eventId), pos: 4 },
    ],
  });
  window.read('first');
  window.take({ placed: [{ row: text('later'), pos: 5 }] });
  expect([window.edges.high, window.items.length]).toEqual([2, 1]);
  window.take({ rows: [reaction(target.eventId, '🎉')] });
  expect(window.items).toMatchObject([{ reactions: [{ key: '🎉', count: 1 }] }]);
});

test('whether somebody has read what they answered is only known where the line ends', () => {
  const [a, answer] = [text('a', { sender: me }), reaction('$elsewhere', 'x')];
  const readers = (window: TimelineWindow): number[] => window.items.map((item) => (item.kind === 'message' ? item.readBy.length : -1));
  const rows = [a, answer].map((row, pos) => ({ row, pos }));
  const window = new TimelineWindow(me, fault);
  window.show({ ...empty, rows, isLast: false });
  expect(readers(window)).toEqual([0]);
  window.newer({ ...empty, isFirst: false });
  expect(readers(window)).toEqual([1]);
});

test('whoever reads on beyond the end of a trimmed window, or writes there, stands no longer in it; who has read to a place in it does', () => {
  const rows = ['a', 'b', 'c', 'd'].map((body, pos) => ({ row: text(body, { sender: me }), pos }));
  const receipt = (userId: typeof bob | typeof cid, at: number) =>
    ({ userId, eventId: rows[at]!.row.eventId, thread: '', isPrivate: false, ts: 1, pos: at }) as const;
  const readers = (): string[][] => window.items.map((item) => (item.kind === 'message' ? item.readBy.map(({ userId }) => userId) : []));
  const window = new TimelineWindow(me, fault, { items: 2, places: 100 });
  window.show({ ...empty, rows: rows.slice(0, 2) });
  window.take({ receipts: [receipt(bob, 1), receipt(cid, 0)] });
  expect(readers()).toEqual([[cid], [bob]]);
  window.read('first');
  window.take({ placed: rows.slice(2) });
  expect([window.isLast, readers()]).toEqual([false, [[cid], [bob]]]);
  window.take({ receipts: [receipt(bob, 3)] });
  expect(readers()).toEqual([[cid], []]);
  window.take({ placed: [{ row: text('e', { sender: cid }), pos: 4 }] });
  expect(readers()).toEqual([[], []]);
  // They were before the window for a while, and it comes back to where they are.
  window.newer({ ...empty, rows: [...rows.slice(2), { row: text('f'), pos: 5 }], isFirst: false });
  window.read('first');
  window.older({ ...empty, rows: rows.slice(0, 2), isLast: false });
  window.take({ receipts: [receipt(cid, 0)] });
  expect(readers(), 'what they have written counts for more than an older receipt').toEqual([[], []]);
});
