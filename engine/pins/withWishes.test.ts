import { expect, test } from 'vitest';
import type { EventId } from '../../core/ids.ts';
import { withWishes } from './withWishes.ts';

const [a, b, c] = ['$a', '$b', '$c'] as EventId[] as [EventId, EventId, EventId];

test('what waits to be pinned stands last, what waits to go is gone, and neither counts twice', () => {
  expect(withWishes([a, b])).toEqual([a, b]);
  const wished = new Map([
    [c, true],
    [a, false],
    [b, true],
  ]);
  expect(withWishes([a, b], wished)).toEqual([b, c]);
});
