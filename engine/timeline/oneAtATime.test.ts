import { expect, test } from 'vitest';
import { oneAtATime } from './oneAtATime.ts';

test('N-5 one run at a time, and one more afterwards where it was asked for meanwhile, however often', async () => {
  const ends: (() => void)[] = [];
  let atOnce = 0;
  let most = 0;
  const ask = oneAtATime(async () => {
    most = Math.max(most, ++atOnce);
    await new Promise<void>((resolve) => ends.push(resolve));
    atOnce -= 1;
  });
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  for (let n = 0; n < 5; n += 1) void ask();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await turn();
  expect(ends).toHaveLength(2);
  const ended = ask();
  let isOver = false;
  void ended.then(() => (isOver = true));
  void ask();
  expect(ends).toHaveLength(3);
  ends[2]?.();
  await turn();
  expect({ runs: ends.length, isOver }).toEqual({ runs: 4, isOver: false });
  ends[3]?.();
  await ended;
  expect(most).toBe(1);
});
