import { answer, rewriteJson } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const badGateway = (): Effect => answer({ status: 502, html: '<h1>Bad gateway</h1>' });

/** What is kept here may be a removed device's, and is not shown. */
async function coversUnclear(app: App): Promise<void> {
  await expect(sessionExpiredDialog(app.page).dialog).toContainText('Your server no longer knows this session');
  expect(await app.phase()).toBe('expired');
  // Stands where the rooms would: before they are drawn nothing of them would be found either.
  await expect(app.page.getByText('This device may have been removed from your account'), 'behind the dialog').toBeAttached();
  await expect(timeline(app.page).message('The lamp is lit')).toHaveCount(0);
}

/** L-9: what a failed sign-in leaves behind must not turn the remote wipe off. N-1: nor does a gateway's answer say that the server is done. */
test('C26 E10 D3 a sign-in that met a 502, then quit, then the device is removed at once: the next start says that it is unclear, and one more sign-in erases', async ({
  homeserver,
  network,
  people,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();
  const failing = network.on(LOGIN, badGateway());
  await expired.signInAgain(alice.password);
  await expect(expired.problem.first()).toBeVisible();
  expect(failing.hits()).toBe(1);
  await expired.notNow.click();
  await app.close();
  await homeserver.deleteDevice(alice.userId, deviceId);
  failing.remove();
  await app.restart();
  await coversUnclear(app);
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toBeVisible();
  expect(await searchKeyring(keyring, { user: alice.userId, device: deviceId })).toEqual([]);
});

test('C26 E10 L1 D3 an early sign-in that met a 502, and at once the device is removed: unclear and covered, and one more sign-in erases', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const announced = network.on(
    LOGIN,
    rewriteJson((body) => ({ ...body, expires_in_ms: 300_000 })),
  );
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  announced.remove();
  await app.page.getByRole('button', { name: 'Sign in now' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Sign in again' });
  const failing = network.on(LOGIN, badGateway());
  await dialog.getByRole('textbox', { name: 'Password' }).fill(alice.password);
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  await expect.poll(() => failing.hits()).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Later' }).click();
  await app.waitForPhase('active');
  await bob.send(room, 'It runs on');
  await expect(timeline(app.page).message('It runs on')).toBeVisible();
  failing.remove();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await coversUnclear(app);
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('erased');
});

test('C26 E9 the server does late what a gateway has given up, and the old token lived until then: nothing is erased, one more sign-in settles it (N-1)', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  const keysBefore = await bob.queryDeviceKeys(alice.userId);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();
  const failing = network.on(LOGIN, badGateway());
  await expired.signInAgain(alice.password);
  await expect(expired.problem.first()).toBeVisible();
  failing.remove();
  const mark = network.mark();
  await app.restart();
  await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
  // The old token is seen once more, after the 502.
  await network.waitForRequest({ path: '/account/whoami' }, { after: mark, answered: true });
  // As a server does that keeps one token for each device; Synapse does not.
  await homeserver.forgetTokens({ userId: alice.userId, deviceId });
  await app.restart();
  await coversUnclear(app);
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await bob.queryDeviceKeys(alice.userId)).toEqual(keysBefore);
});

test('C26 E9 D1 the lost sign-in went through, and the old token ended with it: said to be unclear and covered, nothing is erased, one more sign-in settles it', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  const keysBefore = await bob.queryDeviceKeys(alice.userId);
  await composer(app.page).draft('Unfinished');
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();
  // As a server does that keeps one token for each device (CS "Relationship between access tokens and devices"); Synapse does not.
  network.on(
    LOGIN,
    async (_, forward) => {
      await homeserver.forgetTokens({ userId: alice.userId, deviceId });
      await forward();
      return 'cut';
    },
    { times: 1 },
  );
  await expired.signInAgain(alice.password);
  await expect(expired.dialog.getByText('No connection.')).toBeVisible();
  await app.close();
  for (let start = 0; start < 2; start += 1) {
    await app.restart();
    const expired = sessionExpiredDialog(app.page);
    await expect(expired.dialog).toContainText('Your server no longer knows this session');
    expect(await app.phase()).toBe('expired');
    await expired.notNow.click();
    // It fades out, and has a button of the same name.
    await expect(expired.dialog).toHaveCount(0);
    await expect(app.page.getByText('This device may have been removed from your account'), 'behind the dialog').toBeAttached();
    await expect(timeline(app.page).message('The lamp is lit')).toHaveCount(0);
  }
  await app.page.getByRole('button', { name: 'Sign in again' }).click();
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(composer(app.page).box).toHaveValue('Unfinished');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await bob.queryDeviceKeys(alice.userId)).toEqual(keysBefore);
});
