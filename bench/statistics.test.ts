import { expect, it } from 'vitest';
import { percentile, spread } from './statistics.ts';

it('takes the middle, or the mean of the two in the middle', () => {
  expect(spread([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30, count: 3 });
  expect(spread([40, 10, 20, 30]).median).toBe(25);
});

it('takes percentiles by nearest rank', () => {
  const values = Array.from({ length: 20 }, (_, index) => index + 1);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile(values, 0.5)).toBe(10);
  expect(percentile([7], 0.95)).toBe(7);
});

it('refuses to make a figure out of nothing', () => {
  expect(() => spread([])).toThrow('nothing was measured');
});
