import { confirmDialog } from '../pages/confirmDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';
import { cut, hardLogout, hold } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { CHANGE, goesOn, keyOf, LOGIN, newSecret } from '../scenes/passwordChange.ts';

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
