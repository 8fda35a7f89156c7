import { expect, test } from 'vitest';
import { passwordStrength } from './passwordStrength.ts';

test.each([
  ['seven77', 0],
  ['aaaaaaaaaaaa', 1],
  ['1234567890', 1],
  ['lighthouse', 2],
  ['Lighthouse 7', 4],
  ['correct horse battery', 4],
])('%s is %i', (text, strength) => {
  expect(passwordStrength(text)).toBe(strength);
});

test('more never makes it weaker', () => {
  const text = 'qWe7!zP0 lm$4';
  const all = [...text].map((_, index) => passwordStrength(text.slice(0, index + 1)));
  expect(all.toSorted((a, b) => a - b)).toEqual(all);
});
