import { expect, it } from 'vitest';
import { chance } from './chance.ts';

const draw = (seed: number, purpose: string): readonly number[] => {
  const { next } = chance(seed, purpose);
  return Array.from({ length: 1_000 }, next);
};

it('answers the same for the same seed and purpose, and something else for any other', () => {
  expect(draw(7, 'send')).toEqual(draw(7, 'send'));
  expect(draw(7, 'send')).not.toEqual(draw(8, 'send'));
  expect(draw(7, 'send')).not.toEqual(draw(7, 'sync'));
});

it('is spread evenly', () => {
  const numbers = draw(1, 'spread');
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
});

it('draws whole numbers with both ends', () => {
  const { whole } = chance(3, 'whole');
  expect(new Set(Array.from({ length: 200 }, () => whole(2, 4)))).toEqual(new Set([2, 3, 4]));
});
