import { expect, it } from 'vitest';
import { faultsOf, ledger, textOf } from './ledger.ts';

const written = { A: 3, B: 2 };
const whole = ['A#00000', 'B#00000', 'A#00001', 'A#00002', 'B#00001'];

it('numbers each writer by itself', () => {
  const book = ledger();
  expect([book.write('A'), book.write('B'), book.write('A')]).toEqual(['A#00000', 'B#00000', 'A#00001']);
  expect(book.written('A')).toBe(2);
  expect(textOf('B', 12)).toBe('B#00012');
});

it('finds nothing in a whole timeline, whatever the writers’ turns', () => {
  expect(faultsOf('app', whole, written)).toEqual([]);
  expect(faultsOf('app', ['B#00000', 'B#00001', 'A#00000', 'A#00001', 'A#00002'], written)).toEqual([]);
});

it('finds what is lost, doubled, out of order, unreadable, or nobody’s', () => {
  expect(
    faultsOf(
      'app',
      whole.filter((text) => text !== 'A#00001'),
      written,
    ),
  ).toEqual(['app: lost: A#00001']);
  expect(faultsOf('app', [...whole, 'B#00001'], written)).toEqual(['app: doubled: B#00001 (2 times)']);
  expect(faultsOf('app', ['A#00001', 'A#00000', 'A#00002', 'B#00000', 'B#00001'], written)).toEqual(['app: out of order: A#00000']);
  expect(faultsOf('app', [...whole, 'Unable to decrypt'], written)).toEqual(['app: unreadable: Unable to decrypt']);
  expect(faultsOf('app', [...whole, 'A#00003'], written)).toEqual(['app: never written: A#00003']);
});
