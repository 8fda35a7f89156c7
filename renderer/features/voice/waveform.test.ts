import { expect, test } from 'vitest';
import { levelOf, waveformOf } from './waveform.ts';

test('at most 100 bars from 0 to 1024, and no moment is lost', () => {
  expect(waveformOf([])).toEqual([]);
  expect(waveformOf([0, 0.5, 1])).toEqual([0, 512, 1024]);
  expect(waveformOf([7, -1])).toEqual([1024, 0]);
  for (const length of [99, 100, 101, 250, 3_001]) {
    const levels = Array.from({ length }, (_, at) => (at === length - 2 ? 1 : 0.1));
    const bars = waveformOf(levels);
    expect(bars).toHaveLength(Math.min(100, length));
    expect(Math.max(...bars), `${length}`).toBe(1024);
  }
});

test('silence is 0, the loudest 1', () => {
  expect(levelOf(new Uint8Array(64).fill(128))).toBe(0);
  expect(levelOf(Uint8Array.from({ length: 64 }, (_, at) => (at % 2 ? 255 : 0)))).toBe(1);
  expect(levelOf(new Uint8Array())).toBe(0);
});
