import { expect, it } from 'vitest';
import { markNamed, parseMarks } from './marks.ts';

const log = `2026-01-01T00:00:00.100Z info mark ready 80
2026-01-01T00:00:00.150Z info something else
2026-01-01T00:00:01.000Z info mark live 912.5
2026-01-01T00:00:09.000Z info mark live 8800
2026-01-01T00:00:09.000Z info a line that speaks of mark live 1
`;

it('finds marks and nothing that only looks like one', () => {
  const marks = parseMarks(log);
  expect(marks.map(({ name, ms }) => [name, ms])).toEqual([
    ['ready', 80],
    ['live', 912.5],
    ['live', 8800],
  ]);
  expect(markNamed(marks, 'live')).toBe(912.5);
  expect(markNamed(marks, 'live', 1000)).toBe(8800);
  expect(markNamed(marks, 'painted')).toBeUndefined();
});
