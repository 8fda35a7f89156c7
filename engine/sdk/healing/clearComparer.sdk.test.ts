import { expect, test } from 'vitest';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { rowOf } from '../../../core/features/history/rowOf.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import { differenceOf } from './clearComparer.sdk.ts';

const event = (content: object): Pick<MatrixEvent, 'getType' | 'getClearContent'> => ({
  getType: () => 'm.room.message',
  getClearContent: () => content,
});
const row = (change: Partial<EventRow>): EventRow => ({
  ...rowOf({ event_id: '$1', type: 'm.room.encrypted', sender: '@bob:hs', origin_server_ts: 1, content: {} }, 1_000),
  state: 'clear',
  type: 'm.room.message',
  content: '{"body":"b","m.relates_to":{"event_id":"$0"}}',
  ...change,
});

test('the same, whatever it relates to', () => {
  expect(differenceOf(event({ body: 'b' }), row({}))).toBeNull();
  expect(differenceOf(event({ body: 'b', 'm.relates_to': {} }), row({ content: '{"body":"b"}' }))).toBeNull();
});

test.each([
  ['nobody has tried', { state: 'untried' }, 'is untried (null), and the SDK has read it'],
  ['failed', { state: 'failed', reason: 'x' }, 'is failed (x), and the SDK has read it'],
  ['is of another type', { type: 'm.sticker' }, 'is m.sticker, and to the SDK m.room.message'],
  ['says something else', { content: '{"body":"secret"}' }, 'says something else than to the SDK'],
] as const)('what %s is told of, without its text', (_, change, said) => {
  expect(differenceOf(event({ body: 'b' }), row(change))).toBe(said);
});
