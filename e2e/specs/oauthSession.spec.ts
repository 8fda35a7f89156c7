import { hardLogout, rewriteJson, softLogout } from '../faults/effects.ts';
import type { Proxy } from '../faults/startProxy.ts';
import { browserTrip, continueWith } from '../pages/browserTrip.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { expect, test } from '../fixtures/test.ts';
import { oauthLife } from '../scenes/oauthLife.ts';

test.use({ signInBy: 'delegated' });

test('I8 I16 I9 refreshing: each token in its turn, through outages, without anybody noticing; locked over there, new tokens are no better: said, nothing destroyed, no storm', async ({
  homeserver,
  authorizationServer,
  systemBrowser,
  network,
  people,
  launch,
}) => {
  await authorizationServer.set({ accessTokenLifetimeS: 8, refreshTokens: 'strict' });
  const { app, alice, bob, room } = await oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch });
  await authorizationServer.waitForRequest({ endpoint: 'token', grantType: 'refresh_token' });
  for (const fault of [
    { status: 503 },
    { status: 429, headers: { 'retry-after': '1' } },
    { status: 403, body: { error: 'policy' } },
  ] as const)
    await authorizationServer.fail({ endpoint: 'token', grantType: 'refresh_token' }, fault, { times: 1 });
  await expect
    .poll(
      async () =>
        (await authorizationServer.requests({ endpoint: 'token', grantType: 'refresh_token' })).filter(({ status }) => status === 200)
          .length,
      { timeout: 40_000 },
    )
    .toBeGreaterThan(1);
  const refreshes = await authorizationServer.requests({ endpoint: 'token', grantType: 'refresh_token' });
  expect(refreshes.map(({ status }) => status)).toEqual(expect.arrayContaining([503, 429, 403]));
  expect(refreshes.every(({ hasAuthorization }) => !hasAuthorization)).toBe(true);
  await bob.send(room, 'Still there?');
  await expect(timeline(app.page).message('Still there?')).toBeVisible();
  await composer(app.page).send('Still here');
  await bob.waitForMessage(room, 'Still here');

  const grants = (): Promise<number> => authorizationServer.count({ endpoint: 'token', grantType: 'refresh_token' });
  await authorizationServer.set({ accessTokenLifetimeS: 300 });
  const before = await grants();
  // As MAS does it: every token is inactive, and refreshing still answers 200 (SESSION finding 5).
  await authorizationServer.lock(alice);
  await composer(app.page).send('Written while locked');
  await app.waitForPhase('rejected', { timeoutMs: 30_000 });
  await expect(app.page.getByRole('heading', { name: 'Your server rejects this session' })).toBeVisible();
  expect((await grants()) - before, 'asked again, but ever more seldom').toBeLessThan(4);
  await authorizationServer.unlock(alice);
  await app.page.getByRole('button', { name: 'Try now' }).click();
  await app.waitForPhase('active', { timeoutMs: 20_000 });
  await bob.waitForMessage(room, 'Written while locked', { timeoutMs: 20_000 });
  expect(bob.messages(room).filter(({ body }) => body === 'Written while locked')).toHaveLength(1);
  expect(network.requests({ path: '/refresh' }), 'the other API is left alone').toEqual([]);
});

test('C8 C15 C20 I2 I6 I7 I10 a soft end: somebody else is turned away, then the same device goes on with its keys', async ({
  homeserver,
  authorizationServer,
  systemBrowser,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch });
  const mallory = await people.account('mallory');
  const oldToken = network.requests({ method: 'GET', path: '/sync' }).at(-1)?.token;
  await composer(app.page).draft('Waiting for the browser');
  // The refresh token is refused, and the homeserver says that the session can go on (I10).
  await authorizationServer.fail({ endpoint: 'token', grantType: 'refresh_token' }, { status: 400, body: { error: 'invalid_grant' } });
  network.on({ when: ({ token }) => token === oldToken }, softLogout());
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  const again = continueWith(app.page, homeserver.serverName);
  await expect(again).toBeVisible();
  await expect(expired.password).toBeHidden();
  // Somebody who was writing has pressed Enter after all.
  await app.page.keyboard.press('Enter');
  expect(await app.phase()).toBe('expired');
  expect(systemBrowser.addresses()).toHaveLength(1);

  const registered = await authorizationServer.count({ endpoint: 'registration' });
  await again.click();
  const opened = new URL(await systemBrowser.opened());
  expect(opened.searchParams.get('scope')?.split(' ')).toContain(`urn:matrix:client:device:${deviceId}`);
  await expect(browserTrip(app.page).region).toBeVisible();
  await systemBrowser.follow(opened.href, { fill: { username: mallory.username } });
  await expect(expired.problem.first()).toContainText(/signed in another account, @mallory/);
  await expect.poll(() => authorizationServer.count({ endpoint: 'revocation' })).toBe(1);
  expect(await authorizationServer.sessions(mallory)).toEqual([]);
  expect(await app.phase()).toBe('expired');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);

  await authorizationServer.heal();
  // C8, L-3: what the homeserver says of the new token is altered on its way. Revoking it would delete the device.
  const altered = network.on(
    { path: '/account/whoami', when: ({ token }) => token !== oldToken },
    rewriteJson((body) => ({ ...body, device_id: 'ANOTHER' })),
  );
  await again.click();
  await systemBrowser.followNext({ fill: { username: alice.username } });
  await expect(expired.problem.first()).toContainText(/did not give this device its identity back/);
  altered.remove();
  const stripped = network.on(
    { path: '/account/whoami', when: ({ token }) => token !== oldToken },
    rewriteJson(({ device_id: _, ...body }) => body),
    { times: 1 },
  );
  expect(await authorizationServer.count({ endpoint: 'revocation' })).toBe(1);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  await again.click();
  await systemBrowser.followNext({ fill: { username: alice.username } });
  await app.waitForPhase('active');
  expect(stripped.hits()).toBe(1);
  await expect(expired.dialog).toBeHidden();
  await composer(app.page).box.press('Enter');
  await bob.waitForMessage(room, 'Waiting for the browser');
  expect(await authorizationServer.count({ endpoint: 'registration' })).toBe(registered + 3);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(network.requests({ method: 'POST', path: '/keys/upload' }).filter((sent) => sent.bodyJson().device_keys)).toHaveLength(1);
});

test('I21 no refresh token, then one that is refused because the client is not known any more: the end of the token is an expiry, and the same device goes on (L-5)', async ({
  homeserver,
  authorizationServer,
  systemBrowser,
  network,
  people,
  launch,
}) => {
  await authorizationServer.set({ accessTokenLifetimeS: 20, refreshTokens: 'none' });
  const { app, alice, bob, room, deviceId } = await oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch });
  const expired = () => sessionExpiredDialog(app.page);
  await expect(expired().dialog).toBeVisible({ timeout: 30_000 });
  const mark = network.mark();
  await homeserver.forgetIntrospections();
  await app.restart();
  await expect(expired().dialog).toBeVisible();
  const whoami = await network.waitForRequest({ path: '/account/whoami' }, { after: mark, answered: true });
  expect(whoami.outcome()).toMatchObject({ kind: 'answered', status: 401 });
  expect((whoami.outcome() as { json: () => unknown }).json(), 'Synapse calls it hard').toMatchObject({ soft_logout: false });
  // N-6: it may also be that the device was removed; so nothing is shown, and nothing is erased.
  await expect(expired().dialog).toContainText('Your server no longer knows this session');

  await authorizationServer.set({ refreshTokens: 'rotate' });
  await continueWith(app.page, homeserver.serverName).click();
  await systemBrowser.followNext();
  await app.waitForPhase('active');
  await authorizationServer.forgetClients();
  await expect(expired().dialog).toBeVisible({ timeout: 40_000 });
  const refresh = (await authorizationServer.requests({ endpoint: 'token', grantType: 'refresh_token' })).at(-1);
  expect(refresh?.status).toBe(401);

  await authorizationServer.set({ accessTokenLifetimeS: 300 });
  await continueWith(app.page, homeserver.serverName).click();
  await systemBrowser.followNext();
  await app.waitForPhase('active');
  await bob.send(room, 'Still the same');
  await expect(timeline(app.page).message('Still the same')).toBeVisible();
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(network.requests({ method: 'POST', path: '/keys/upload' }).filter((sent) => sent.bodyJson().device_keys)).toHaveLength(1);
});

test('I10 I12 a session that was ended in the account pages destroys everything here, also where the homeserver hears of it late; the next one is a new device', async ({
  homeserver,
  authorizationServer,
  systemBrowser,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch });
  expect(await authorizationServer.endSession(alice)).toBe(1);
  await bob.send(room, 'Knock');
  await expect(signedOutPage(app.page).dialog).toBeVisible({ timeout: 30_000 });
  await app.waitForPhase('erased');
  await signedOutPage(app.page).signIn.click();
  await continueWith(app.page, new URL(network.url).host).click();
  await systemBrowser.followNext();
  await app.waitForPhase('active');
  const devices = await homeserver.listDevices(alice.userId);
  expect(devices).toHaveLength(1);
  expect(devices).not.toContain(deviceId);

  // I12, in the other order: our refresh hears of it first, while Synapse still answers 200 from what it remembers of the token, and the
  // device is there.
  await authorizationServer.set({ removesDevices: false });
  expect(await authorizationServer.endSession(alice)).toBe(1);
  const mark = network.mark();
  const met = network.on({ method: 'GET', path: '/sync' }, hardLogout(), { times: 1 });
  await bob.send(room, 'Ends the long poll');
  await app.waitForPhase('checking', { timeoutMs: 40_000 });
  expect(met.hits()).toBe(1);
  await expect(app.page.getByText('This session has been ended in your account.')).toBeVisible();
  await expect(roomList(app.page).navigation).toHaveCount(0);
  await expect.poll(() => whoamis(network, mark)).toContain(200);
  await app.page.getByRole('button', { name: 'Try now' }).click();
  await expect.poll(() => whoamis(network, mark).length).toBeGreaterThan(1);
  expect(await app.phase()).toBe('checking');
  // Nor is it after a start, which finds only what was written down.
  await app.restart();
  await app.waitForPhase('checking');
  const again = network.mark();
  await expect.poll(() => whoamis(network, again)).toContain(200);
  expect(new Set(whoamis(network, mark)), 'Synapse has not said anything else').toEqual(new Set([200]));
  expect(await app.phase()).toBe('checking');
  expect(await homeserver.listDevices(alice.userId)).toEqual(devices);
  await authorizationServer.set({ removesDevices: true });
  await app.waitForPhase('erased', { timeoutMs: 30_000 });
  expect(await homeserver.listDevices(alice.userId)).toEqual([]);
  expect(network.requests({ path: '/logout' })).toEqual([]);
});

/** What whoami has answered since then. */
function whoamis(network: Proxy, after: number): readonly number[] {
  return network.requests({ method: 'GET', path: '/account/whoami' }).flatMap(({ order, outcome }) => {
    const said = outcome();
    return order > after && said.kind === 'answered' ? [said.status] : [];
  });
}
