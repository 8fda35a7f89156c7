import { expect, test } from 'vitest';
import { Gate } from '../gate/gate.ts';
import { engineHandlers } from './engineHandlers.ts';
import type { EngineParts } from './engineParts.ts';

const open = { is: 'open', retry: false, credentials: { epoch: 1, accessToken: 'at' } } as Parameters<Gate['move']>[0];

/** Asks for a recovery key, as the page does, of an engine that has just started. */
function asked(): { readonly gate: Gate; readonly answer: Promise<unknown>; readonly isSettled: () => boolean } {
  const gate = new Gate(() => undefined);
  const parts = {
    mayAsk: () => gate.isOpen,
    gateHeard: gate.heard,
    live: Promise.resolve({ newRecoveryKey: () => 'Es Tk' }),
  } as unknown as EngineParts;
  let settled = false;
  const answer = Promise.resolve(engineHandlers(parts).calls.newRecoveryKey({})).finally(() => (settled = true));
  answer.catch(() => undefined);
  return { gate, answer, isSettled: () => settled };
}

test('K1 an engine that has just started does not say that the session ended: it waits for main’s first word', async () => {
  const { gate, answer, isSettled } = asked();
  await new Promise((resolve) => setTimeout(resolve));
  expect(isSettled()).toBe(false);
  gate.move(open);
  expect(await answer).toEqual({ key: 'Es Tk' });
});

test('while the session is paused, what people wait for fails at once', async () => {
  const { gate, answer } = asked();
  gate.move({ is: 'held' });
  await expect(answer).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
});
