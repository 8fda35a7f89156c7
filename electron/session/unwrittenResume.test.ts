import { afterEach, beforeEach, expect, test } from 'vitest';
import { newWorld, startMain } from '../fixtures/sessionFixture.ts';
import type { Main, World } from '../fixtures/sessionFixture.ts';

let world: World;
const lives: Main[] = [];

function life(): Main {
  const main = startMain(world);
  lives.push(main);
  main.runner.start();
  return main;
}

beforeEach(() => {
  world = newWorld();
  world.server.lifetimeMs = 300_000;
});
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  await world.remove();
});

test('K1 E9 B5 killed after the new tokens were sealed and before that was written down: the next start has a refresh token, and uses it', async () => {
  const first = life();
  await first.until('signedOut');
  first.signIn();
  await first.until('opening');
  await first.settled();
  const { slug } = first.credentials.account!;
  // What an end of the session had written, and the end of main kept from being taken back.
  await first.record.change('record expired', slug, { expiredSince: 1, loginSent: true });
  first.end();

  const second = life();
  await second.until('opening', 'expired');
  await second.settled();
  expect(second.runner.state).toMatchObject({ phase: 'opening', refreshable: true });
  expect(second.record.of(slug)).toMatchObject({ expiredSince: null, loginSent: false });
  second.runner.send({ type: 'refreshDue', epoch: 1 });
  await second.settled();
  expect(second.runner.state).toMatchObject({ phase: 'opening', epoch: 2, refreshable: true });
});
