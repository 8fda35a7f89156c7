// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { isInFront, onFront } from './inFront.ts';

afterEach(() => void vi.restoreAllMocks());

test.each([
  ['visible', true, true],
  ['visible', false, false],
  ['hidden', true, false],
] as const)('%s, with the keys: %s', (visibility, focused, inFront) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  vi.spyOn(document, 'hasFocus').mockReturnValue(focused);
  expect(isInFront()).toBe(inFront);
});

test('minimised, covered by another window or back again: each is told until one stops listening', () => {
  let told = 0;
  const stop = onFront(() => told++);
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('blur'));
  window.dispatchEvent(new Event('focus'));
  expect(told).toBe(3);
  stop();
  window.dispatchEvent(new Event('focus'));
  expect(told).toBe(3);
});
