import { afterEach, beforeEach, expect, test } from 'vitest';
import { newWorld, startMain } from './session.fixtures.ts';
import type { World } from './session.fixtures.ts';

const secrets = { crossSigning: { master: 'm', selfSigning: 's', userSigning: 'u' }, backup: null };
let world: World;
beforeEach(() => void (world = newWorld()));
afterEach(() => world.remove());

test('I20: what the other device handed over is given away once, and forgotten with the account', async () => {
  const main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  const { account, keys, tokens } = main.credentials;
  const hand = (): void => main.credentials.take(account!, keys!, 'tokens', tokens, null, secrets);
  expect(main.credentials.takeSecrets(), 'a password hands over nothing').toBeNull();
  hand();
  expect(main.credentials.takeSecrets()).toEqual(secrets);
  expect(main.credentials.takeSecrets()).toBeNull();
  hand();
  main.credentials.forget();
  expect(main.credentials.takeSecrets()).toBeNull();
  main.end();
});
