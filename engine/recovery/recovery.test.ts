import { expect, test } from 'vitest';
import { fakeKernel, opened } from '../FakeKernel.ts';
import type { Gate } from '../gate/gate.ts';
import type { Sdk } from '../sdk/sdk.sdk.ts';
import { Turns } from '../sdk/turns.ts';
import { recovery } from './recovery.ts';

/** Asks for a recovery key, as the page does, of an engine that has just started. */
async function asked(): Promise<{ readonly gate: Gate; readonly answer: Promise<unknown>; readonly isSettled: () => boolean }> {
  const kernel = fakeKernel({ store: { putValue: () => Promise.resolve() } });
  const { handlers, attach } = recovery(kernel);
  const turns = new Turns();
  await attach!({ turns, client: { on: () => undefined } } as unknown as Sdk);
  await turns.after({ fromServer: false, isLive: false });
  let settled = false;
  const answer = Promise.resolve(handlers.calls.newRecoveryKey({})).finally(() => (settled = true));
  answer.catch(() => undefined);
  return { gate: kernel.gate, answer, isSettled: () => settled };
}

test('K1 an engine that has just started does not say that the session ended: it waits for main’s first word', async () => {
  const { gate, answer, isSettled } = await asked();
  await new Promise((resolve) => setTimeout(resolve));
  expect(isSettled()).toBe(false);
  gate.move(opened);
  expect(await answer).toEqual({ key: expect.stringMatching(/^(\w{4} ){11}\w{4}$/) as string });
});

test('while the session is paused, what people wait for fails at once', async () => {
  const { gate, answer } = await asked();
  gate.move({ is: 'held' });
  await expect(answer).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
});
