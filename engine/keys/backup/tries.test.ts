import { expect, test } from 'vitest';
import { Tries } from './tries.ts';

function tried(answers: readonly (boolean | Error)[]) {
  const pauses: number[] = [];
  const timers: (() => void)[] = [];
  let runs = 0;
  const failures: unknown[] = [];
  const tries = new Tries({
    job: async () => {
      const answer = answers[runs++] ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    failed: (cause) => failures.push(cause),
    changed: () => undefined,
    setTimer: (run, ms) => {
      pauses.push(ms);
      timers.push(run);
    },
  });
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const wake = async (): Promise<void> => {
    timers.shift()?.();
    await settle();
  };
  return { tries, pauses, failures, settle, wake, runs: () => runs };
}

test('D12 tried until it is done, after longer and longer pauses', async () => {
  const { tries, pauses, failures, settle, wake, runs } = tried([new Error('offline'), false, true]);
  tries.begin();
  tries.begin();
  await settle();
  expect([runs(), tries.isDone, failures.length]).toEqual([1, false, 1]);
  await wake();
  await wake();
  expect([runs(), tries.isDone]).toEqual([3, true]);
  expect(pauses).toEqual([1_000, 2_000]);
  tries.begin();
  await settle();
  expect(runs()).toBe(3);
});

test('D12 what has changed while it runs is looked at afterwards, and what was done may be wanted again', async () => {
  const { tries, settle, runs } = tried([true, true, true]);
  tries.begin();
  tries.again();
  await settle();
  expect([runs(), tries.isDone]).toEqual([2, true]);
  tries.again();
  await settle();
  expect(runs()).toBe(3);
});
