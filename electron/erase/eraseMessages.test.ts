import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { newWorld, startMain } from '../session/session.fixtures.ts';
import type { Main, World } from '../session/session.fixtures.ts';

let world: World;
const lives: Main[] = [];
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  await world.remove();
});

function life(): Main {
  const main = startMain(world);
  lives.push(main);
  main.runner.start();
  return main;
}

test('E1 E4 of an account that is erased each file with messages goes by its name, with its log, before the folder does', async () => {
  world = newWorld();
  const first = life();
  await first.until('signedOut');
  first.signIn();
  await first.until('opening');
  await first.settled();
  const [slug] = first.opened;
  if (slug === undefined) throw new Error('nobody is signed in');
  const { folder, store, own } = first.profile.account(slug);
  const files = [own, store, `${store}.damaged`].flatMap((path) => ['', '-wal', '-shm'].map((suffix) => path + suffix));
  for (const file of files) writeFileSync(file, 'a message');
  // The folder's turn comes when they are gone.
  const { parts } = first.eraser as unknown as { parts: { durable: (step: string, action: () => unknown) => Promise<unknown> } };
  const durable = parts.durable.bind(parts);
  let left: readonly string[] | null = null;
  parts.durable = (step, action) => {
    if (step === 'erase: files') left = files.filter((file) => existsSync(file));
    return durable(step, action);
  };
  first.runner.send({ type: 'signOutAsked', now: 1 });
  await first.until('erased');
  expect(left).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
