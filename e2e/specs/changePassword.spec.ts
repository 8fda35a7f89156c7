import { confirmDialog } from '../pages/confirmDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { signIn } from '../people/signIn.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';
import { CHANGE, goesOn, keyOf, LOGIN, newSecret } from '../scenes/passwordChange.ts';

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
