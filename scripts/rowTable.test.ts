import { expect, test } from 'vitest';
import { cover, readRows } from './rowTable.ts';

const rows = readRows('# x\n\n| id | what must be true |\n|---|---|\n| A1 | one |\n| A2 | two |\n');

test('rows with their tests, rows without, and ids that no row has', () => {
  const one = { file: 'x.test.ts', title: 'A1 Z', ids: ['A1', 'A99'] };
  const { covered, uncovered, strays } = cover(rows, [one]);
  expect(covered[0]?.tests).toEqual([one]);
  expect(uncovered.map(({ id }) => id)).toEqual(['A2']);
  expect(strays).toEqual([{ id: 'A99', test: one }]);
});

test('a row may stand there once', () => {
  expect(() => readRows('| A1 | one |\n| A1 | again |\n')).toThrow('A1');
});
