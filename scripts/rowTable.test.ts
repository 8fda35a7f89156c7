import { expect, test } from 'vitest';
import { cover, readRows } from './rowTable.ts';

const rows = readRows('# x\n\n| id | what must be true |\n|---|---|\n| A1 | one |\n| A2 | two |\n');

test('rows with their tests, rows without, and ids that no row has', () => {
  const one = { file: 'x.test.ts', title: 'A1 Z', ids: ['A1', 'A99'] };
  const { covered, uncovered, strays } = cover(rows, [one], []);
  expect(covered[0]?.tests).toEqual([one]);
  expect(uncovered.map(({ id }) => id)).toEqual(['A2']);
  expect(strays).toEqual([{ id: 'A99', test: one }]);
});

test('a row may stand there once', () => {
  expect(() => readRows('| A1 | one |\n| A1 | again |\n')).toThrow('A1');
});

test('a row that waits for a feature needs its test as soon as the feature is there', () => {
  const [row] = readRows('| T7 | waits for media: no file is drawn |');
  const outcome = (folders: readonly string[], ids: readonly string[] = []) => {
    const { uncovered, waiting } = cover([row!], ids.length > 0 ? [{ file: 'x', title: 'x', ids }] : [], folders);
    return uncovered.length > 0 ? 'missing' : waiting.length > 0 ? 'waits' : 'tested';
  };
  expect(outcome(['engine/matrix', 'mediator/x'])).toBe('waits');
  expect(outcome(['engine/media'])).toBe('missing');
  expect(outcome(['renderer/components/MediaViewer'])).toBe('missing');
  expect(outcome(['engine/media'], ['T7'])).toBe('tested');
});
