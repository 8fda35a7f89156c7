import { answer, rewriteJson } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const badGateway = (): Effect => answer({ status: 502, html: '<h1>Bad gateway</h1>' });

/** L-9: what a failed sign-in leaves behind must not turn the remote wipe off. */
test('C26 E10 a sign-in that met a 502, then quit, then the device is removed: the next start erases', async ({ homeserver, network, people, keyring, launch }) => {
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
  await app.restart();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  expect(await searchKeyring(keyring, { user: alice.userId, device: deviceId })).toEqual([]);
});

test('C26 E10 L1 an early sign-in that failed, and weeks later the device is removed: erased, not asked to sign in again', async ({ homeserver, network, people, launch }) => {
  const announced = network.on(LOGIN, rewriteJson((body) => ({ ...body, expires_in_ms: 300_000 })));
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
  await expect.poll(() => app.logs()).toContain('record sign-in disproved');
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.waitForPhase('erased');
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
});

test('C26 E9 D1 the lost sign-in went through, and the old token ended with it: said to be unclear and covered, nothing is erased, one more sign-in settles it', async ({
  homeserver, network, people, launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  const keysBefore = await bob.queryDeviceKeys(alice.userId);
  await composer(app.page).draft('Unfinished');
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();
  // As a server does that keeps one token for each device (CS "Relationship between access tokens and devices"); Synapse does not.
  network.on(LOGIN, async (_, forward) => {
    await homeserver.forgetTokens({ userId: alice.userId, deviceId });
    await forward();
    return 'cut';
  }, { times: 1 });
  await expired.signInAgain(alice.password);
  await expect(expired.dialog.getByText('No connection.')).toBeVisible();
  await app.close();
  for (let start = 0; start < 2; start += 1) {
    await app.restart();
    const expired = sessionExpiredDialog(app.page);
    await expect(expired.dialog).toContainText('Your server no longer knows this session');
    expect(await app.phase()).toBe('expired');
    await expired.notNow.click();
    await expect(app.page.getByText('This device may have been removed from your account')).toBeVisible();
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
