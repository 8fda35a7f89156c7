import { expect, test } from 'vitest';
import { withTarget } from './redactionTarget.ts';
import { rowOf, type WireEvent } from './rowOf.ts';

const redaction = (beside: string | null, inside: string | null, more: Partial<WireEvent> = {}): WireEvent => ({
  event_id: '$r',
  type: 'm.room.redaction',
  sender: '@eve:hs',
  origin_server_ts: 5,
  content: inside === null ? {} : { redacts: inside },
  ...(beside !== null && { redacts: beside }),
  ...more,
});
const targetIn = (version: string | null, event: WireEvent): readonly unknown[] => {
  const { relType, relTo } = withTarget(rowOf(event, 10), version);
  expect(relType).toBe(relTo === null ? null : 'm.room.redaction');
  return [relTo];
};

test.each([
  ['1', '$beside'],
  ['10', '$beside'],
  ['11', '$inside'],
  ['12', '$inside'],
  [null, '$beside'],
  ['org.example.1', '$beside'],
])('in a room of version %s what is named in both places is %s', (version, target) => {
  expect(targetIn(version, redaction('$beside', '$inside'))).toEqual([target]);
});

test('what stands in the other place only removes nothing, and without a version either is believed', () => {
  expect(targetIn('10', redaction(null, '$inside'))).toEqual([null]);
  expect(targetIn('11', redaction('$beside', null))).toEqual([null]);
  expect(targetIn('10', redaction('$beside', null))).toEqual(['$beside']);
  expect(targetIn('11', redaction(null, '$inside'))).toEqual(['$inside']);
  expect(targetIn(null, redaction(null, '$inside'))).toEqual(['$inside']);
});

test('a redaction that was redacted itself still says what it removed', () => {
  const gone = { unsigned: { redacted_because: { event_id: '$gone' } } };
  expect(targetIn('10', redaction('$beside', '$inside', gone))).toEqual(['$beside']);
  expect(targetIn('11', redaction('$beside', '$inside', gone))).toEqual(['$inside']);
});

test('what is no redaction is left as it is', () => {
  const row = rowOf({ ...redaction(null, '$x'), type: 'm.room.message' }, 10);
  expect(withTarget(row, '10')).toBe(row);
  const state = rowOf(redaction('$beside', '$inside', { state_key: '' }), 10);
  expect(withTarget(state, '11')).toBe(state);
});
