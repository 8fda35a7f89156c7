import { expect, test } from 'vitest';
import { choices, keptSince, readKeeps } from './kept.ts';

const now = Date.UTC(2026, 10, 27);
const day = 86_400_000;

test('each choice keeps so many days, and everything keeps all', () => {
  expect(choices.map((keeps) => keptSince(keeps, now, now))).toEqual([0, now - 365 * day, now - 92 * day, now - 31 * day]);
});

test('K6 a clock that runs years ahead takes nothing that is young: the newest message says what time it is at most', () => {
  expect(keptSince('month', now + 3_650 * day, now - day)).toBe(now - 32 * day);
  expect(keptSince('month', now - 3_650 * day, now)).toBe(now - 3_681 * day);
});

test('where nothing was sent, nothing is old', () => {
  expect(keptSince('month', now, 0)).toBe(0);
});

test('what cannot be read keeps everything', () => {
  expect([null, '', 'week', 'month'].map(readKeeps)).toEqual(['everything', 'everything', 'everything', 'month']);
});
