import { confirmDialog } from '../pages/confirmDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';
import { cut, matrixError, pass, rewriteJson } from '../faults/effects.ts';
import { CHANGE, goesOn, keyOf, LOGIN, newSecret } from '../scenes/passwordChange.ts';

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
