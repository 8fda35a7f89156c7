import { composer } from '../pages/composer.ts';
import { confirmDialog } from '../pages/confirmDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import type { Passing } from '../faults/exchange.ts';
import { hold, matrixError } from '../faults/effects.ts';
import { signIn } from '../people/signIn.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const DELETE = { method: 'POST', path: '/delete_devices' };

test('F8 F3 F7 devices: listed, renamed, two signed out at once; a wrong password and a limit are met in place', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, bob, room, deviceId } = life;
  const phone = await people.device(alice, { deviceName: 'Phone' });
  const tablet = await people.device(alice, { deviceName: 'Tablet' });
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);
  await settings.section('Devices');
  const rows = settings.dialog.getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.first(), 'this device first').toContainText(deviceId);
  await expect(settings.device('Phone')).toContainText(phone.deviceId);
  await expect(settings.device('Phone')).toContainText(/Last active/);

  await settings.device('Phone').getByRole('button', { name: 'Rename' }).click();
  const name = settings.dialog.getByRole('textbox', { name: 'Name of the device' });
  await expect(name).toBeFocused();
  await name.press('Escape');
  await expect(settings.dialog, 'Esc closes the field only').toBeVisible();
  await settings.device('Phone').getByRole('button', { name: 'Rename' }).click();
  await name.fill('Old phone');
  await name.press('Enter');
  await expect(settings.device('Old phone')).toBeVisible();
  expect(await phone.api.get(`v3/devices/${phone.deviceId}`)).toMatchObject({ display_name: 'Old phone' });

  await settings.dialog.getByRole('checkbox', { name: 'Select all' }).check();
  await settings.dialog.getByRole('button', { name: 'Sign out 2 devices' }).click();
  await confirm.byPassword('certainly wrong');
  await expect(confirm.problem).toHaveText('That is not your password. Nothing was changed; try again.');
  await expect(confirm.password).toBeFocused();
  const limit = network.on(
    { ...DELETE, when: (request) => request.bodyJson().auth !== undefined },
    matrixError(429, 'M_LIMIT_EXCEEDED', { retry_after_ms: 2_500 }),
  );
  await confirm.byPassword(alice.password);
  const waiting = confirm.dialog.getByRole('button', { name: /Try again in \d s/ });
  await expect(waiting).toBeDisabled();
  limit.remove();
  await confirm.submit.click();
  await expect(confirm.dialog).toBeHidden();
  await expect(rows).toHaveCount(1);
  await expect(settings.dialog).toContainText('You are signed in on no other device.');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  for (const other of [phone, tablet])
    expect((await other.api.raw('GET', 'v3/account/whoami')).body).toMatchObject({ errcode: 'M_UNKNOWN_TOKEN', soft_logout: false });

  await app.page.keyboard.press('Escape');
  await composer(app.page).send('I am still here');
  await bob.waitForMessage(room, 'I am still here');
});

test('F7 A10 a question left open for too long is asked anew by itself; calling it off changes nothing', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, deviceId } = await signedInLife({ homeserver, people, launch });
  const phone = await people.device(alice, { deviceName: 'Phone' });
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);
  await settings.section('Devices');
  await settings.device('Phone').getByRole('checkbox').check();
  const signOut = settings.dialog.getByRole('button', { name: 'Sign out one device' });
  await signOut.click();
  await expect(confirm.password).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(confirm.dialog).toBeHidden();
  await expect(signOut).toBeFocused();
  expect((await phone.api.raw('GET', 'v3/account/whoami')).status).toBe(200);

  let lost = 0;
  network.on(
    { ...DELETE, when: (request) => request.bodyJson().auth?.password !== undefined && lost === 0 },
    (passing: Passing, forward) => {
      lost += 1;
      // Synapse then answers as it does once a session has timed out.
      const body = JSON.parse(passing.body.toString('utf8'));
      passing.body = Buffer.from(JSON.stringify({ ...body, auth: { ...body.auth, session: 'timedOutLongAgo' } }));
      delete passing.headers['content-length'];
      return forward();
    },
  );
  await signOut.click();
  await confirm.byPassword(alice.password);
  await expect(settings.dialog.getByRole('listitem')).toHaveCount(1);
  expect(lost).toBe(1);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('A11 the session ends while devices are being signed out: the session expired dialog, no question, and nothing was changed', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const phone = await people.device(alice, { deviceName: 'Phone' });
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);
  await settings.section('Devices');
  await settings.device('Phone').getByRole('checkbox').check();
  await settings.dialog.getByRole('button', { name: 'Sign out one device' }).click();
  await expect(confirm.password).toBeFocused();
  // Whatever the engine asks hears of it last, the sync and the backup of keys as well: what meets the 401 first is the request with the
  // password.
  const sync = hold();
  network.on(({ token, path }) => token !== undefined && !/delete_devices|whoami/.test(path), sync.effect);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await confirm.byPassword(alice.password);
  await app.waitForPhase('expired');
  const met = network
    .requests({ ...DELETE, when: (request) => request.outcome().kind === 'answered' })
    .at(-1)
    ?.outcome();
  expect(met).toMatchObject({ kind: 'answered', status: 401 });
  expect((await homeserver.listDevices(alice.userId)).toSorted()).toEqual([deviceId, phone.deviceId].toSorted());
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.password).toBeFocused();
  sync.release();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(settings.dialog).toContainText('Your session ended before this could be done, and nothing was changed.');
  await expect(confirm.dialog).toBeHidden();
  await settings.dialog.getByRole('button', { name: 'Sign out one device' }).click();
  await confirm.byPassword(alice.password);
  await expect(settings.dialog.getByRole('listitem')).toHaveCount(1);
  await app.page.keyboard.press('Escape');
  await bob.send(room, 'After all that');
  await expect(timeline(app.page).message('After all that')).toBeVisible();
});

test('A2 A11 F3 this device is removed while its own settings are used: hard logout, not a question', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, deviceId } = await signedInLife({ homeserver, people, launch });
  await people.device(alice, { deviceName: 'Phone' });
  const settings = settingsDialog(app.page);
  await settings.section('Devices');
  await settings.device('Phone').getByRole('checkbox').check();
  const sync = hold();
  // What the engine asks meanwhile gets no answer: the settings' own request is the first to hear of it.
  network.on(({ token, path }) => token !== undefined && !/delete_devices|whoami/.test(path), sync.effect);
  await homeserver.deleteDevice(alice.userId, deviceId);
  await settings.dialog.getByRole('button', { name: 'Sign out one device' }).click();
  await app.waitForPhase('erased');
  sync.release();
  await expect(settings.dialog).toHaveCount(0);
  await expect(confirmDialog(app.page).dialog).toHaveCount(0);
});

test.describe('with single sign-on', () => {
  test.use({ signInBy: 'sso' });

  test('F7 F8 confirmed in the system browser, by the session alone', async ({ homeserver, people, network, launch, systemBrowser }) => {
    const { app, alice, deviceId } = await signedInLife({ homeserver, people, launch });
    // Whoever has signed in so once has an account of both kinds.
    const done = 'http://127.0.0.1:9/done';
    await systemBrowser.follow(
      `${homeserver.url}/_matrix/client/v3/login/sso/redirect/oidc-house?redirectUrl=${encodeURIComponent(done)}`,
      {
        fill: { username: alice.username },
        stopAt: done,
      },
    );
    const phone = await signIn(homeserver.url, alice, { deviceName: 'Phone' });
    const settings = settingsDialog(app.page);
    const confirm = confirmDialog(app.page);
    await settings.section('Devices');
    await settings.device('Phone').getByRole('checkbox').check();
    await settings.dialog.getByRole('button', { name: 'Sign out one device' }).click();
    await confirm.dialog.getByRole('button', { name: 'Use your browser instead' }).click();
    await expect(confirm.dialog.getByRole('status')).toHaveText('Finish in your browser, then come back.');
    const address = await systemBrowser.opened();
    expect(address).toMatch(/\/_matrix\/client\/v3\/auth\/m\.login\.sso\/fallback\/web\?session=/);
    await confirm.dialog.getByRole('button', { name: 'I have finished there' }).click();
    await expect(confirm.dialog, 'not yet').toBeVisible();
    expect((await homeserver.listDevices(alice.userId)).length).toBe(2);
    await systemBrowser.follow(address, { fill: { username: alice.username } });
    await confirm.dialog.getByRole('button', { name: 'I have finished there' }).click();
    await expect(confirm.dialog).toBeHidden();
    expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
    expect(phone.deviceId).not.toBe(deviceId);
    const last = network.requests(DELETE).at(-1)?.bodyJson();
    expect(Object.keys(last.auth)).toEqual(['session']);
  });
});
