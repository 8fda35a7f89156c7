import { expect, test } from 'vitest';
import { InTurn } from './inTurn.ts';

test('each begins when the one before has ended, and one that fails keeps nobody waiting', async () => {
  const turns = new InTurn();
  const told: string[] = [];
  let endFirst = (): void => undefined;
  const first = turns.run(async () => {
    told.push('first begins');
    await new Promise<void>((resolve) => (endFirst = resolve));
    told.push('first fails');
    throw new Error('first');
  });
  const second = turns.run(() => Promise.resolve(told.push('second')));
  await Promise.resolve();
  expect(told).toEqual(['first begins']);
  endFirst();
  await expect(first).rejects.toThrow('first');
  await expect(second).resolves.toBe(3);
  await turns.settled();
  expect(told).toEqual(['first begins', 'first fails', 'second']);
});
