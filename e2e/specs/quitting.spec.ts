import { setTimeout as sleep } from 'node:timers/promises';
import { hold } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInForm } from '../pages/signInForm.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

/** The server has done its work at once; its answer is long on its way. */
const slowly: Effect = async (_, forward) => {
  const real = await forward();
  await sleep(1_800);
  return real;
};
const LOGIN = { method: 'POST', path: '/login' };

test('K1 quitting while the server gives a token: it is sealed first, and the next start goes on with it', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const rule = network.on(LOGIN, slowly);
  const mark = network.mark();
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await network.waitForRequest(LOGIN, { after: mark });
  await app.close();
  rule.remove();

  await app.restart();
  await app.waitForPhase('active');
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  expect(network.requests(LOGIN).filter(({ order }) => order > mark)).toHaveLength(1);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('K5 quitting does not wait for ever for a server that does not answer', async ({ people, network, launch, homeserver }) => {
  const account = await people.account();
  const app = await launch();
  await app.waitForPhase('signedOut');
  const held = hold();
  network.on(LOGIN, held.effect);
  await signInForm(app.page).signIn(account);
  await network.waitForRequest(LOGIN);
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(8_000);
  held.release();
  await app.restart();
  await app.waitForPhase('signedOut');
  expect(await homeserver.listDevices(account.userId)).toHaveLength(0);
});
