import { expect, test } from 'vitest';
import { rowOf } from '../../../core/features/history/rowOf.ts';
import type { GapRow, PlacedRow } from '../../../core/features/history/rows.ts';
import { differenceBetween, type Seen } from './historyComparer.sdk.ts';

const placed = (n: number, more: object = {}): PlacedRow => ({
  row: { ...rowOf({ event_id: `$${n}`, type: 'm.room.message', sender: '@bob:hs', origin_server_ts: n, content: {} }, 1_000), ...more },
  line: 1,
  pos: n * 10,
  notify: null,
});
const seen = (n: number): Seen => ({
  eventId: `$${n}` as Seen['eventId'],
  type: 'm.room.message',
  sender: '@bob:hs' as Seen['sender'],
  stateKey: null,
  relType: null,
  relTo: null,
  thread: null,
  wire: false,
  isRedacted: false,
  content: '{}',
});
const gap = (pos: number, soft = false): GapRow => ({ line: 1, pos, back: 't', fwd: null, soft });
const all = [1, 2, 3];

test('the same events, as far as both reach', () => {
  const rows = all.map((n) => placed(n));
  const events = all.map((n) => seen(n));
  expect(differenceBetween(events, { rows, gaps: [gap(5)] })).toBeNull();
  expect(differenceBetween([seen(0), ...events], { rows, gaps: [gap(5)] }), 'paged back').toBeNull();
  expect(differenceBetween(events.slice(1), { rows, gaps: [gap(5)] }), 'begun anew').toBeNull();
  expect(differenceBetween(events.slice(2), { rows, gaps: [gap(25)] }), 'above the gap').toBeNull();
  expect(differenceBetween([], { rows: [], gaps: [] })).toBeNull();
});

test.each([
  ['one is missing', [placed(1), placed(3)], [gap(5)]],
  ['two stand in another order', [placed(1), placed(3), placed(2)], [gap(5)]],
  ['one is too many', [placed(1), placed(2), placed(3), placed(4)], [gap(5)]],
  ['all are missing', [], []],
  ['the older ones are, without a gap', [placed(3)], [gap(25, true)]],
  ['one is another', [placed(1), placed(2, { sender: '@eve:hs' }), placed(3)], [gap(5)]],
  ['one is redacted', [placed(1), placed(2, { redactedBy: '$r' }), placed(3)], [gap(5)]],
  ['one was encrypted', [placed(1), placed(2, { wire: true }), placed(3)], [gap(5)]],
  ['one says something else', [placed(1), placed(2, { content: '{"body":"no"}' }), placed(3)], [gap(5)]],
  ['one belongs elsewhere', [placed(1), placed(2, { relType: 'm.thread', relTo: '$1', thread: '$1' }), placed(3)], [gap(5)]],
] as const)('a history in which %s is told of', (_, rows, gaps) => {
  expect(
    differenceBetween(
      all.map((n) => seen(n)),
      { rows, gaps },
    ),
  ).toEqual(expect.any(String));
});

test.each([
  ['leave', true],
  ['join', false],
])('what the SDK writes into the event of a member’s %s may differ: %s', (membership, may) => {
  const content = JSON.stringify({ membership, reason: 'tired' });
  const member = { type: 'm.room.member', stateKey: '@bob:hs' };
  const named = { ...seen(1), ...member, content: may ? content : JSON.stringify({ membership, reason: 'tired', displayname: 'Bob' }) };
  const ours = placed(1, { ...member, content: JSON.stringify({ membership, reason: 'tired', displayname: 'Bobby' }) });
  expect(differenceBetween([named], { rows: [ours], gaps: [gap(5)] }) === null).toBe(may);
});

test('both rows are named where they differ', () => {
  const said = differenceBetween([seen(1), seen(2)], { rows: [placed(1), placed(3)], gaps: [gap(5)] });
  expect(said).toMatch(/^1\. from the end the SDK has \{"eventId":"\$2",.*\}, and the history \{"eventId":"\$3",.*\}$/);
  expect(differenceBetween([seen(1), seen(2)], { rows: [placed(2)], gaps: [] })).toMatch(
    /^2\. from the end the SDK has .*\$1.*, and the history nothing$/,
  );
});
