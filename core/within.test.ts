import { afterEach, expect, test, vi } from 'vitest';
import { endWithin } from './within.ts';

afterEach(() => vi.useRealTimers());

test('it ends with the last of the work, whether well or not, and leaves no timer', async () => {
  vi.useFakeTimers();
  await endWithin(100, [Promise.resolve(), Promise.reject(new Error('no'))]);
  await endWithin(100, []);
  expect(vi.getTimerCount()).toBe(0);
});

test('work that takes longer is not waited for', async () => {
  vi.useFakeTimers();
  let isOver = false;
  const waiting = endWithin(100, [new Promise(() => undefined)]).then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(99);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(isOver).toBe(true);
});
