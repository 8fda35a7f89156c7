import { expect, it } from 'vitest';
import { growthByProcess, trendOf } from './memoryTrend.ts';

const line = (slope: number, noise: (n: number) => number = () => 0) =>
  Array.from({ length: 60 }, (_, n) => ({ minutes: n / 3, megabytes: 400 + (slope * n) / 3 + noise(n) }));

it('finds the slope of the second half, through noise', () => {
  expect(trendOf(line(2))?.megabytesPerMinute).toBeCloseTo(2, 6);
  expect(trendOf(line(0, (n) => (n % 2 === 0 ? 20 : -20)))?.megabytesPerMinute).toBeCloseTo(0, 0);
});

// From a run on a busy machine: without an engine, which was beginning anew, the sum is 55 MB less; by least squares that made 1.45 MB a
// minute.
it('is not misled by samples that lack a process', () => {
  const lacking = line(0.2).map((sample, n) => (n % 9 === 4 && n < 48 ? { ...sample, megabytes: sample.megabytes - 55 } : sample));
  expect(trendOf(lacking)?.megabytesPerMinute).toBeCloseTo(0.2, 1);
});

it('does not count the warm-up', () => {
  const warm = line(0).map((sample, n) => (n < 30 ? { ...sample, megabytes: n * 10 } : sample));
  expect(trendOf(warm)).toEqual({ megabytesPerMinute: 0, from: 10, to: 59 / 3, least: 400, most: 400 });
});

it('says nothing of too little', () => {
  expect(trendOf(line(1).slice(0, 4))).toBeNull();
});

it('tells which process grows', () => {
  const samples = line(3).map(({ minutes, megabytes }) => ({
    minutes,
    megabytes,
    byProcess: new Map([
      ['main 1', 100],
      ['renderer 2', megabytes - 100],
    ]),
  }));
  const born = samples.map((sample, n) => (n < 40 ? sample : { ...sample, byProcess: new Map([...sample.byProcess, ['renderer 3', n]]) }));
  const grown = growthByProcess(born);
  expect(grown.map(([name]) => name)).toEqual(['renderer 2', 'main 1']);
  expect(grown[0]?.[1]).toBeCloseTo(3, 6);
});
