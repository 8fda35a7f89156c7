import { expect, it } from 'vitest';
import { prepend } from './overlap.ts';

it('joins windows of one list, also where a row stands twice in it', () => {
  expect(prepend(['c', 'd'], [])).toEqual(['c', 'd']);
  expect(prepend(['a', 'b', 'c'], ['c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
  expect(prepend(['a', 'b', 'b', 'c'], ['b', 'c', 'd'])).toEqual(['a', 'b', 'b', 'c', 'd']);
  expect(prepend(['a', 'c', 'd', 'e'], ['c', 'd'])).toEqual(['a', 'c', 'd']);
});

it('says so where two windows have nothing in common', () => {
  expect(prepend(['a', 'b'], ['d', 'e'])).toBeNull();
});
