import { randomBytes } from 'node:crypto';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { confirmDialog } from '../pages/confirmDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { signIn } from '../people/signIn.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';
import { cut, hardLogout, hold, matrixError, pass, rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';

const newSecret = (): string => registerSecret(`new ${randomBytes(12).toString('base64url')}`);
const CHANGE = { method: 'POST', path: '/account/password' };
const LOGIN = { method: 'POST', path: '/login' };

/** A message goes each way, and the device is the same one with the same keys. */
async function goesOn({ app, alice, bob, room, deviceId }: Life, homeserver: Homeserver, text: string): Promise<void> {
  expect(await homeserver.listDevices(alice.userId)).toContain(deviceId);
  await bob.send(room, `${text}, says Bob`);
  await expect(timeline(app.page).message(`${text}, says Bob`)).toBeVisible();
  await composer(app.page).send(`${text}, says Alice`);
  await bob.waitForMessage(room, `${text}, says Alice`, { timeoutMs: 20_000 });
}

async function keyOf({ bob, alice, deviceId }: Life): Promise<string | undefined> {
  return (await bob.queryDeviceKeys(alice.userId)).find((device) => device.deviceId === deviceId)?.ed25519;
}

test('F5 A10 a new password, others signed out: this device stays the same one, also after the server has forgotten its cache', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  const other = await people.device(alice, { deviceName: 'Phone' });
  const keyBefore = await keyOf(life);
  expect(keyBefore).toBeTruthy();
  const password = newSecret();
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);

  await settings.changePassword(password, { signOutOthers: true });
  await expect(confirm.password).toBeFocused();
  await confirm.byPassword('not the password at all');
  await expect(confirm.problem).toHaveText('That is not your password. Nothing was changed; try again.');
  await app.waitForPhase('active');
  await confirm.byPassword(alice.password);
  await expect(settings.passwordSaid).toContainText('your other devices have been signed out');

  const bodies = network.requests(CHANGE).map((request) => request.bodyJson());
  expect(bodies.map((body) => body.logout_devices)).toEqual([true, true, true]);
  expect(bodies.at(-1).auth.identifier).toEqual({ type: 'm.id.user', user: alice.userId });
  const again = network.requests(LOGIN).at(-1)?.bodyJson();
  expect(again).toMatchObject({ device_id: deviceId, identifier: { type: 'm.id.user', user: alice.userId } });
  expect(network.requests({ path: '/logout' }), 'no token of this device is ever logged out').toEqual([]);
  expect((await other.api.raw('GET', 'v3/account/whoami')).status, 'the other device is out').toBe(401);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);

  await app.page.keyboard.press('Escape');
  await expect(settings.dialog).toBeHidden();
  await homeserver.restart();
  await goesOn(life, homeserver, 'After the restart');
  expect(await keyOf(life)).toBe(keyBefore);
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  await app.restart();
  await app.waitForPhase('active');
  await goesOn(life, homeserver, 'After a start');
  await expect(signIn(homeserver.url, alice), 'the old password is over').rejects.toThrow();
});

test('F5 F6 a new password without signing out others: they stay', async ({ homeserver, people, network, launch }) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice } = life;
  const other = await people.device(alice, { deviceName: 'Phone' });
  const settings = settingsDialog(app.page);
  await settings.changePassword(newSecret(), { signOutOthers: false });
  await confirmDialog(app.page).byPassword(alice.password);
  await expect(settings.passwordSaid).toHaveText('Your password has been changed. This device stays signed in.');
  expect(network.requests(CHANGE).map((request) => request.bodyJson().logout_devices)).toEqual([false, false]);
  await homeserver.restart();
  expect((await other.api.raw('GET', 'v3/account/whoami')).status).toBe(200);
  await app.page.keyboard.press('Escape');
  await goesOn(life, homeserver, 'With both');
});

test('F5 K5 the answer to the change is lost: the new password is found to be in force, and the session goes on with it', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);
  const lost = network.on({ ...CHANGE, when: (request) => request.bodyJson().auth !== undefined }, cut({ afterServer: true }));
  await settings.changePassword(newSecret(), { signOutOthers: true });
  await confirm.byPassword(alice.password);
  await expect(confirm.problem).toHaveText('Your server cannot be reached. Nothing is lost; try again.');
  lost.remove();
  await confirm.submit.click();
  await expect(settings.passwordSaid).toContainText('Your password has been changed');
  await app.page.keyboard.press('Escape');
  await homeserver.restart();
  await goesOn(life, homeserver, 'All the same');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('C26 F5 E10 D3 the answer to the change is lost, it is called off, and at once the device is removed: unclear, and one more sign-in erases (L-9, N-1)', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);
  network.on({ ...CHANGE, when: (request) => request.bodyJson().auth !== undefined }, cut());
  await settings.changePassword(newSecret(), { signOutOthers: true });
  await confirm.byPassword(alice.password);
  await expect(confirm.problem).toHaveText('Your server cannot be reached. Nothing is lost; try again.');
  await confirm.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(confirm.dialog).toBeHidden();
  await app.close();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.restart();
  await expect(sessionExpiredDialog(app.page).dialog).toContainText('Your server no longer knows this session');
  await expect(timeline(app.page).message('The lamp is lit')).toHaveCount(0);
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('erased');
});

test('C8 F5 the answers to the sign-in behind the change are altered on their way: the device and its session live on (L-3)', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  const keyBefore = await keyOf(life);
  const settings = settingsDialog(app.page);
  const old = network.requests({ method: 'GET', path: '/sync' }).at(-1)?.token;
  const rules = [
    network.on(
      LOGIN,
      rewriteJson(({ device_id: _, ...body }) => body),
    ),
    network.on(
      { path: '/account/whoami', when: ({ token }) => token !== old },
      rewriteJson((body) => ({ ...body, device_id: 'ANOTHER' })),
    ),
  ];
  await settings.changePassword(newSecret(), { signOutOthers: true });
  await confirmDialog(app.page).byPassword(alice.password);
  await expect(settings.passwordSaid).toContainText('Your password has been changed');
  expect(rules.map(({ hits }) => hits() > 0)).toEqual([true, true]);
  expect(network.requests({ path: '/logout' }), 'no token is logged out').toEqual([]);
  for (const rule of rules) rule.remove();
  await app.page.keyboard.press('Escape');
  await goesOn(life, homeserver, 'All the same');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await keyOf(life)).toBe(keyBefore);
});

test('F5 the sign-in behind the change is refused for a while, then its answer is lost: it is tried again by itself, and nothing is lost', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  const keyBefore = await keyOf(life);
  const settings = settingsDialog(app.page);
  const limit = matrixError(429, 'M_LIMIT_EXCEEDED', { retry_after_ms: 1_500 });
  const fates = [limit, cut({ afterServer: true }), limit];
  const limited = network.on(LOGIN, (passing, forward) => (fates.shift() ?? pass)(passing, forward));
  await settings.changePassword(newSecret(), { signOutOthers: true });
  await confirmDialog(app.page).byPassword(alice.password);
  await expect(settings.passwordSaid).toContainText('Your password has been changed');
  await expect
    .poll(
      () =>
        network
          .requests({ ...LOGIN, when: (request) => request.outcome().kind === 'answered' })
          .filter((request) => (request.outcome() as { status: number }).status === 200).length,
      { timeout: 20_000 },
    )
    .toBe(2);
  limited.remove();
  await app.page.keyboard.press('Escape');
  await homeserver.restart();
  await goesOn(life, homeserver, 'In the end');
  expect(fates).toEqual([]);
  expect(network.requests({ path: '/logout' }), 'whatever was given without our seeing it is of this device').toEqual([]);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await keyOf(life)).toBe(keyBefore);
});

test('F5 the old token dies before the new one is there: signed out softly, and the new password goes on', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, bob, room } = life;
  const settings = settingsDialog(app.page);
  const password = newSecret();
  const keyBefore = await keyOf(life);
  const limited = network.on(LOGIN, matrixError(429, 'M_LIMIT_EXCEEDED', { retry_after_ms: 60_000 }));
  await settings.changePassword(password, { signOutOthers: true });
  await confirmDialog(app.page).byPassword(alice.password);
  await expect(settings.passwordSaid).toContainText('Your password has been changed');
  await app.page.keyboard.press('Escape');
  // N-1: syncs that are answered with the old token meanwhile are no evidence that it lives on.
  await bob.send(room, 'Still in time');
  await expect(timeline(app.page).message('Still in time')).toBeVisible();
  // As Synapse does it to a session with a refresh token, once its cache is cold (finding 2).
  await homeserver.forgetTokens({ userId: alice.userId });
  await bob.send(room, 'Wakes the sync');
  await app.waitForPhase('expired');
  await expect(sessionExpiredDialog(app.page).dialog).toContainText('Your server no longer knows this session');
  limited.remove();
  await sessionExpiredDialog(app.page).signInAgain(password);
  await app.waitForPhase('active');
  await goesOn(life, homeserver, 'With the new password');
  expect(await keyOf(life)).toBe(keyBefore);
});

test.describe('with refresh tokens', () => {
  /** Synapse deletes them all with the password, and the access tokens with them, this device's own too (finding 2). */
  const finding2 = { refreshableAccessTokenLifetime: '5m' } as const;

  test('F5 B1 changed with others signed out: the new token has a refresh token of its own, and a cold cache changes nothing', async ({
    startServer,
    people,
    launch,
  }) => {
    const homeserver = await startServer(finding2);
    const life = await signedInLife({ homeserver, people, launch: (options) => launch({ homeserver: homeserver.url, ...options }) });
    const { app, alice, deviceId } = life;
    expect((await homeserver.countTokens({ userId: alice.userId, deviceId })).refresh).toBe(1);
    const keyBefore = await keyOf(life);
    const settings = settingsDialog(app.page);
    await settings.changePassword(newSecret(), { signOutOthers: true });
    await confirmDialog(app.page).byPassword(alice.password);
    await expect(settings.passwordSaid).toContainText('Your password has been changed');
    expect(await homeserver.countTokens({ userId: alice.userId, deviceId }), 'only the new ones are left').toEqual({
      access: 1,
      refresh: 1,
    });
    await app.page.keyboard.press('Escape');
    await homeserver.restart();
    await goesOn(life, homeserver, 'After the restart');
    expect(await keyOf(life)).toBe(keyBefore);
    await app.restart();
    await app.waitForPhase('active');
    await goesOn(life, homeserver, 'After a start');
  });

  test('F5 C26 E9 the change is made, and its answer altered to a hard 401: nothing is erased, it is said to be unclear, and the new password goes on', async ({
    startServer,
    people,
    launch,
  }) => {
    const homeserver = await startServer(finding2);
    const network = await startProxy(homeserver.url);
    try {
      const life = await signedInLife({ homeserver, people, launch: (options) => launch({ homeserver: network.url, ...options }) });
      const { app, alice, deviceId } = life;
      const keyBefore = await keyOf(life);
      const password = newSecret();
      const altered = network.on(
        { ...CHANGE, when: (request) => request.bodyJson().auth !== undefined },
        async (passing, forward) => {
          await forward();
          // Synapse's memory of the tokens that it has ended with the password (finding 2) is gone, so that whoami says hard as well.
          await homeserver.restart();
          return hardLogout()(passing, forward);
        },
        { times: 1 },
      );
      await settingsDialog(app.page).changePassword(password, { signOutOthers: true });
      await confirmDialog(app.page).byPassword(alice.password);
      await app.waitForPhase('expired', { timeoutMs: 20_000 });
      expect(altered.hits()).toBe(1);
      await expect(sessionExpiredDialog(app.page).dialog).toContainText('Your server no longer knows this session');
      await app.restart();
      await app.waitForPhase('expired');
      await sessionExpiredDialog(app.page).signInAgain(password);
      await app.waitForPhase('active');
      await goesOn(life, homeserver, 'All the same');
      expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
      expect(await keyOf(life)).toBe(keyBefore);
      expect(network.requests({ path: '/logout' })).toEqual([]);
      await app.close();
    } finally {
      await network.stop();
    }
  });

  test('F5 K1 the app is killed between the change and its sign-in: the dead token is no hard logout but unclear (C26), and the new password goes on', async ({
    startServer,
    people,
    launch,
  }) => {
    const homeserver = await startServer(finding2);
    const network = await startProxy(homeserver.url);
    try {
      const life = await signedInLife({ homeserver, people, launch: (options) => launch({ homeserver: network.url, ...options }) });
      const { app, alice, deviceId } = life;
      const keyBefore = await keyOf(life);
      const password = newSecret();
      const login = hold();
      const held = network.on(LOGIN, login.effect);
      await settingsDialog(app.page).changePassword(password, { signOutOthers: true });
      await confirmDialog(app.page).byPassword(alice.password);
      await expect.poll(() => held.hits()).toBe(1);
      await app.kill();
      held.remove();
      login.release(cut());
      await homeserver.restart();
      await app.restart();
      await app.waitForPhase('expired', { timeoutMs: 20_000 });
      // C26: it may also be that the device was removed.
      await expect(sessionExpiredDialog(app.page).dialog).toContainText('Your server no longer knows this session');
      await expect(timeline(app.page).message('The lamp is lit')).toHaveCount(0);
      await sessionExpiredDialog(app.page).signInAgain(password);
      await app.waitForPhase('active');
      await goesOn(life, homeserver, 'All the same');
      expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
      expect(await keyOf(life)).toBe(keyBefore);
      await app.close();
    } finally {
      await network.stop();
    }
  });
});

test('F5 a server that does not allow it says so, and no field is there to type into', async ({ homeserver, people, network, launch }) => {
  network.on({ method: 'GET', path: '/v3/capabilities' }, async (_, forward) => {
    const real = await forward();
    const body = JSON.parse(real.body.toString('utf8'));
    body.capabilities['m.change_password'] = { enabled: false };
    return { ...real, body: Buffer.from(JSON.stringify(body)) };
  });
  const { app } = await signedInLife({ homeserver, people, launch });
  const settings = settingsDialog(app.page);
  await settings.section('Security');
  await expect(settings.dialog).toContainText('Your server does not let you change your password here.');
  await expect(settings.newPassword).toHaveCount(0);
});
