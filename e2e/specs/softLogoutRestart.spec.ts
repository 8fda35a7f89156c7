import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines, nextBatches, since } from '../scenes/authedRequests.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const WHOAMI = 'GET /v3/account/whoami';

test('C1 C2 C3 C18 C19 L3 soft logout at start and a restart in the dialog: asked once who one is, never synced, then all goes on', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await composer(app.page).draft('Kept over two starts');
  await app.close();
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Said while the app was closed');
  // An answer that came while the app was closing may not have been kept; then the one before it counts.
  const stored = nextBatches(network).slice(-2);

  await app.restart();
  await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
  expect(network.requests(({ outcome }) => is401(outcome())).length).toBeGreaterThan(0);
  await sessionExpiredDialog(app.page).notNow.click();
  await composer(app.page).send('Written in the dialog’s shadow');
  await expect(timeline(app.page).region.getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await app.close();

  const second = network.mark();
  await app.restart();
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  expect(await app.phase()).toBe('expired');
  await expired.notNow.click();
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await expect(timeline(app.page).message('Written in the dialog’s shadow')).toBeVisible();
  await network.waitForRequest({ method: 'GET', path: '/account/whoami' }, { after: second, answered: true });
  // The SDK is there and would sync if it could.
  await expect.poll(() => app.logs()).toContain('phase expired ignores engineReady');
  expect(lines(authedSince(network, second))).toEqual([WHOAMI]);

  await app.page.getByRole('status').getByRole('button', { name: 'Sign in again' }).click();
  const login = network.mark();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  const sync = await network.waitForRequest(
    { method: 'GET', path: '/sync', when: ({ outcome }) => outcome().kind === 'answered' },
    { after: login },
  );
  expect(stored).toContain(since(sync));
  await bob.waitForMessage(room, 'Written in the dialog’s shadow', { sender: alice.userId });
  await expect(timeline(app.page).message('Said while the app was closed')).toBeVisible();
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('C16 E10 the device is removed while the dialog is open: signing in again finds out, and nothing is used again', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();
  const dialog = network.mark();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await expired.signInAgain(alice.password);
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  const after = lines(network.requests(({ order, method }) => order > dialog && method !== 'OPTIONS'));
  expect(after, 'asked twice, and no sign-in with the lost device').toEqual([WHOAMI, WHOAMI]);
  expect(await homeserver.listDevices(alice.userId)).toEqual([]);
});

test('E10 E6 the device is removed while the app is closed in its dialog: the next start erases by itself, and says why until somebody has read it', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
  await app.close();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.restart();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('has been destroyed');
  await app.kill();
  await app.restart();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  await signedOutPage(app.page).signIn.click();
  await app.waitForPhase('signedOut');
  await app.restart();
  await app.waitForPhase('signedOut');
});

test('D3 D4 the device is removed between the question and the sign-in: the look-alike is logged out, everything is destroyed', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await expect.poll(() => app.logs()).toContain('the server has the device keys');
  const expired = sessionExpiredDialog(app.page);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(expired.dialog).toBeVisible();
  const dialog = network.mark();
  const uploadsBefore = network.requests({ path: '/keys/upload' }).length;
  network.on({ method: 'POST', path: '/login' }, async (_, forward) => {
    await homeserver.deleteDevice(alice.userId, deviceId);
    return forward();
  });
  await expired.signInAgain(alice.password);
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('its place was taken');
  const login = await network.waitForRequest({ method: 'POST', path: '/login' }, { after: dialog, answered: true });
  expect(login.bodyJson().device_id).toBe(deviceId);
  const logout = await network.waitForRequest({ path: '/logout' }, { after: login.order, answered: true });
  const answer = login.outcome();
  expect(logout.token).toBe(network.tokenLabel(answer.kind === 'answered' ? answer.json().access_token : ''));
  expect(network.requests({ path: '/keys/upload' }), 'no key was given to the look-alike').toHaveLength(uploadsBefore);
  expect(await homeserver.listDevices(alice.userId)).toEqual([]);
});

type Outcome = { readonly kind: string; readonly status?: number };
const is401 = (outcome: Outcome): boolean => outcome.kind === 'answered' && outcome.status === 401;
