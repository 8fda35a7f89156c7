import { expect, test } from 'vitest';
import { claimedTs, isTs } from './claimedTs.ts';

const arrived = Date.UTC(2026, 10, 26);
const made = Date.UTC(2020, 0, 1);

test('S-1 the date that a sender claims lies between the room’s creation and the arrival', () => {
  const honest = arrived - 60_000;
  expect(claimedTs(honest, made, arrived)).toBe(honest);
  for (const late of [9.007e15, 8.64e15, 8.64e15 + 1, Number.MAX_SAFE_INTEGER, Infinity, arrived + 86_400_000])
    expect(claimedTs(late, made, arrived)).toBe(arrived);
  for (const early of [0, -1, -9.007e15, -Infinity, made - 1]) expect(claimedTs(early, made, arrived)).toBe(made);
  for (const none of [NaN, '1', null, undefined, {}, [1], true]) expect(claimedTs(none, made, arrived)).toBe(arrived);
});

test('S-1 a clock that is a little fast is believed; an unknown creation bounds nothing', () => {
  expect(claimedTs(arrived + 60_000, made, arrived)).toBe(arrived + 60_000);
  expect(claimedTs(12.7, 0, arrived)).toBe(12);
  expect(claimedTs(5, 9.007e15, arrived)).toBe(arrived);
});

test('S-1 whatever comes out can be written as a date', () => {
  for (const claimed of [9.007e15, -9.007e15, NaN, 'x', 1.5]) {
    for (const since of [0, made, 9.007e15]) {
      const ts = claimedTs(claimed, since, arrived);
      expect(isTs(ts)).toBe(true);
      expect(() => new Date(ts).toISOString()).not.toThrow();
    }
  }
});
