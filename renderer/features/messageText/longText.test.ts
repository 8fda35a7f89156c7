import { expect, test } from 'vitest';
import { beginning, isLong } from './longText.ts';

test('S-2 a text of many letters or lines is cut, and no letter in two', () => {
  expect(isLong('a'.repeat(4_000), null)).toBe(false);
  expect(isLong('a'.repeat(4_001), null)).toBe(true);
  expect(isLong('x', 'a'.repeat(16_001))).toBe(true);
  expect(isLong('a\n'.repeat(79), null)).toBe(false);
  expect(isLong('a\n'.repeat(81), null)).toBe(true);
  expect(beginning('a'.repeat(65_000))).toBe(`${'a'.repeat(4_000)}…`);
  expect(beginning('a\n'.repeat(30_000)).split('\n')).toHaveLength(80);
  expect(beginning(`a${'😀'.repeat(30_000)}`)).toMatch(/^a(😀)+…$/u);
});
