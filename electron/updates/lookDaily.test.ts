import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lookDaily } from './lookDaily.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an update is looked for once a start is over, and then each day', () => {
  const began = Date.now();
  const looked: number[] = [];
  lookDaily(() => void looked.push(Date.now() - began), 60_000);
  const dayMs = 86_400_000;
  vi.advanceTimersByTime(59_999);
  expect(looked).toEqual([]);
  vi.advanceTimersByTime(3 * dayMs);
  expect(looked).toEqual([60_000, dayMs, 2 * dayMs, 3 * dayMs]);
});
