import { expect, test } from 'vitest';
import { message } from '../../../fixtures/timeline.ts';
import { aiko } from '../../../fixtures/people.ts';
import type { Row } from '../rows.ts';
import { rowFor } from './rowKeys.ts';

const said = (key: string): Row => ({
  kind: 'message',
  key,
  item: message(aiko, 1, key),
  head: true,
  fresh: false,
  bare: false,
});
// top, a day, eight messages with a run of state events among them, the end.
const rows: readonly Row[] = [
  { kind: 'top', key: 'top' },
  { kind: 'day', key: 'day', ts: 1 },
  ...['a', 'b', 'c', 'd'].map(said),
  { kind: 'states', key: 'states', items: [], fresh: false },
  ...['e', 'f', 'g', 'h'].map(said),
  { kind: 'end', key: 'end' },
];
const places = { viewportSize: 250, getItemOffset: (index: number): number => index * 100 };
const from = (key: string, pressed: string): string | undefined => {
  const at = rowFor(
    pressed,
    rows.findIndex((row) => row.key === key),
    rows,
    places,
  );
  return at === undefined ? undefined : rows[at]?.key;
};

test('arrows go from message to message, over days, and stop at both ends', () => {
  expect(from('d', 'ArrowDown')).toBe('states');
  expect(from('states', 'ArrowUp')).toBe('d');
  expect(from('b', 'ArrowUp')).toBe('a');
  expect(rowFor('ArrowUp', 2, rows, places)).toBe(-1);
  expect(rowFor('ArrowDown', 10, rows, places)).toBe(-1);
});

test('Home and End go to the ends, a page as far as the window is high and never nowhere', () => {
  expect(from('d', 'Home')).toBe('a');
  expect(from('d', 'End')).toBe('h');
  expect(from('h', 'PageUp')).toBe('f');
  expect(from('a', 'PageDown')).toBe('c');
  expect(from('b', 'PageUp')).toBe('a');
  expect(rows[rowFor('PageUp', 9, rows, { ...places, viewportSize: 10 }) ?? -1]?.key).toBe('f');
  expect(from('a', 'x')).toBeUndefined();
});
