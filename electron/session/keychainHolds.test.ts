import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { livesOfMain } from './lives.fixtures.ts';
import { journalOf, remains } from './remains.fixtures.ts';
import { user } from './session.fixtures.ts';
import type { Main } from './session.fixtures.ts';

const { world, start, signedIn } = livesOfMain();

/** A later start of an account that is signed in. */
async function again(): Promise<Main> {
  (await signedIn()).end();
  const main = start();
  await main.until('opening');
  return main;
}

test('E4: a keychain that does not let go delays nothing else, and is asked until it does', async () => {
  const main = await again();
  world().vault.trouble = { is: 'unreadable', reason: 'locked' };
  main.runner.send({ type: 'signOutAsked', now: 1 });
  const erased = await main.until('erased');
  expect(erased).toMatchObject({ progress: { keys: 'retrying', messages: 'done', files: 'done', traces: 'done' } });
  expect(journalOf(main)?.dataGone).toBe(true);
  world().vault.trouble = null;
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'erased', progress: { keys: 'done' } });
  expect(remains(world())).not.toMatch(/alice|DEVICE1|hs\.test|erase/);
});

test('E4: the entry of a later sign-in of the same person is not taken for the old one', async () => {
  const main = await again();
  const remove = world().vault.remove;
  world().vault.remove = async (name) => (name === user ? { is: 'unreadable', reason: 'failed' } : remove(name));
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.until('erased');
  main.runner.send({ type: 'noticeRead' });
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  await main.settled();
  world().vault.remove = remove;
  await main.settled();
  expect(main.runner.state.phase).toBe('opening');
  expect([...world().vault.entries.keys()]).toEqual([user]);
  expect(journalOf(main)).toBeNull();
});

test('E4: a retry that is under way does not take the entry of a sign-in that comes meanwhile', async () => {
  const main = await again();
  const { remove } = world().vault;
  let goOn = (): void => undefined;
  let rounds = 0;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  world().vault.remove = async (name) => {
    if (name !== user) return remove(name);
    if (rounds++ === 0) return { is: 'unreadable', reason: 'failed' };
    await held;
    return remove(name);
  };
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.until('erased');
  main.runner.send({ type: 'noticeRead' });
  while (rounds < 2) await new Promise((resolve) => setTimeout(resolve, 2));
  main.signIn();
  await main.settled();
  goOn();
  await main.until('opening');
  await main.settled();
  expect([...world().vault.entries.keys()]).toEqual([user]);
  expect(journalOf(main)).toBeNull();
});

test('E4: a keychain that hangs does not keep the data alive', async () => {
  const main = await again();
  const { remove } = world().vault;
  let goOn = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  world().vault.remove = async (name) => {
    await hanging;
    return remove(name);
  };
  main.runner.send({ type: 'signOutAsked', now: 1 });
  expect(await main.until('erased')).toMatchObject({ progress: { keys: 'retrying', messages: 'done', files: 'done', traces: 'done' } });
  expect(readdirSync(join(world().folder, 'accounts'))).toEqual([]);
  goOn();
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'erased', progress: { keys: 'done' } });
  expect(remains(world())).not.toMatch(/alice|DEVICE1|hs\.test|erase/);
});
