import { expect, test } from 'vitest';
import type { SessionState } from '../../core/session/states.ts';
import { whenTokensSealed } from './whenTokensSealed.ts';

const resuming = (step: string) => ({ phase: 'resuming', step }) as unknown as SessionState;
const active = { phase: 'active' } as unknown as SessionState;

function holder(first: SessionState, isAsked = false) {
  let state = first;
  const listeners = new Set<(state: SessionState) => void>();
  let sealed = (): void => undefined;
  let answered = (): void => undefined;
  const asking = new Promise<void>((resolve) => (answered = resolve));
  if (!isAsked) answered();
  const saving = new Promise<void>((resolve) => (sealed = resolve));
  return {
    runner: {
      listen: (listener: (state: SessionState) => void) => {
        listeners.add(listener);
        listener(state);
        return () => listeners.delete(listener);
      },
    },
    credentials: { answered: () => asking, settled: () => saving },
    become: (next: SessionState) => {
      state = next;
      listeners.forEach((listener) => listener(next));
    },
    answered: () => answered(),
    sealed: () => sealed(),
    heard: () => listeners.size,
  };
}

/** What has happened once everything that can go on has gone on. */
async function isDone(waiting: Promise<void>): Promise<boolean> {
  return Promise.race([waiting.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5))]);
}

test('a token on its way is waited for until it is sealed', async () => {
  const one = holder(resuming('asking'));
  const waiting = whenTokensSealed([one], 60_000);
  expect(await isDone(waiting)).toBe(false);
  one.become(resuming('keeping'));
  expect(await isDone(waiting)).toBe(false);
  one.become(active);
  expect(await isDone(waiting)).toBe(false);
  one.sealed();
  expect(await isDone(waiting)).toBe(true);
  expect(one.heard()).toBe(0);
});

test('a disk or a server that takes too long does not keep the app open', async () => {
  await whenTokensSealed([holder(resuming('keeping'))], 5);
  await whenTokensSealed([holder(active)], 5);
});

test.each(['browser', 'probing'])('while no token was asked for (%s) nothing is waited for', async (step) => {
  const one = holder(resuming(step));
  one.sealed();
  expect(await isDone(whenTokensSealed([one], 60_000))).toBe(true);
});

test('I16 a refresh in any phase is waited for: its answer, lost, would be asked for again with a token that is spent', async () => {
  const one = holder({ phase: 'rejected' } as unknown as SessionState, true);
  one.sealed();
  const waiting = whenTokensSealed([one], 60_000);
  expect(await isDone(waiting)).toBe(false);
  one.answered();
  expect(await isDone(waiting)).toBe(true);
});
