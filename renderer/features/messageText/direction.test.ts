import { expect, test } from 'vitest';
import { directionOf } from './direction.ts';

test('S-2 direction is only looked for where there is one, and text of nothing but turns is shown flat', () => {
  expect(directionOf('[]('.repeat(20_000))).toBe('plain');
  expect(directionOf('Hello, Zoë 👩')).toBe('plain');
  expect(directionOf('שלום, this is mixed (a little) text')).toBe('mixed');
  expect(directionOf('שלום עולם. '.repeat(5_000))).toBe('mixed');
  expect(directionOf('שa'.repeat(30_000))).toBe('flat');
  expect(directionOf('ש a '.repeat(15_000))).toBe('flat');
  expect(directionOf(`ש${'[]('.repeat(20_000)}`)).toBe('flat');
});
