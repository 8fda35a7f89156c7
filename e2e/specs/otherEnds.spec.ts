import { answer, cut, matrixError } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { cast } from '../fixtures/cast.ts';
import { accountLockedPage } from '../pages/accountLockedPage.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { passwordAuth } from '../people/passwordAuth.ts';
import type { Person } from '../people/startPerson.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const SUPPORT = { path: '/.well-known/matrix/support' };

type End = (end: { life: Life; other: Person }) => Promise<unknown>;
const ends: Readonly<Record<string, End>> = {
  'F2 F3 /logout/all': ({ other }) => other.api.post('v3/logout/all', {}),
  'F3 DELETE of the device': ({ life, other }) => other.api.delete(`v3/devices/${life.deviceId}`, { auth: passwordAuth(life.alice) }),
  'F3 delete_devices': ({ life, other }) =>
    other.api.post('v3/delete_devices', { devices: [life.deviceId], auth: passwordAuth(life.alice) }),
  'F3 F6 a password changed there, with all devices signed out': ({ life, other }) =>
    other.api.post('v3/account/password', {
      new_password: `${life.alice.password}2`,
      logout_devices: true,
      auth: passwordAuth(life.alice),
    }),
};

for (const [title, end] of Object.entries(ends)) {
  test(`${title}, from another client: everything is destroyed here, at once`, async ({ homeserver, people, network, keyring, launch }) => {
    const life = await signedInLife({ homeserver, people, launch });
    const { app, alice, room, deviceId } = life;
    const other = await people.device(alice);
    const before = network.mark();
    await end({ life, other });
    await app.waitForPhase('erased');
    await expect(signedOutPage(app.page).dialog).toContainText('you signed out from another device');
    expect(
      lines(authedSince(network, before)).filter((line) => line.includes('/logout')),
      'a dead token is not logged out',
    ).toEqual([]);
    expect(await keyring.items()).toEqual([]);
    expect(searchTree(app.profile, { user: alice.userId, device: deviceId, room, text: 'The lamp is lit' }).hits).toEqual([]);
  });
}

test('F3 F6 an administrator sets a password: devices stay if they may, and are destroyed if not', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const before = network.mark();
  await homeserver.resetPassword(alice.userId, `${alice.password}-kept`, { logoutDevices: false });
  await bob.send(room, 'After the first change');
  await expect(timeline(app.page).message('After the first change')).toBeVisible();
  await composer(app.page).send('Still the same device');
  await bob.waitForMessage(room, 'Still the same device');
  expect(lines(authedSince(network, before)), 'nobody has doubted it').not.toContain('GET /v3/account/whoami');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);

  await homeserver.resetPassword(alice.userId, `${alice.password}-ended`, { logoutDevices: true });
  await app.waitForPhase('erased');
  expect(await keyring.items()).toEqual([]);
});

test('F6 the password was changed elsewhere, and this session expires: the new password signs in again, on the same device', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const other = await people.device(alice);
  const changed = `${alice.password}-new`;
  await other.api.post('v3/account/password', { new_password: changed, logout_devices: false, auth: passwordAuth(alice) });
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Said meanwhile');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  await expired.signInAgain(alice.password);
  await expect(expired.dialog).toContainText('Wrong password');
  await expired.signInAgain(changed);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Said meanwhile')).toBeVisible();
  expect(network.requests(LOGIN)).toHaveLength(3);
  expect(await homeserver.listDevices(alice.userId)).toContain(deviceId);
});

test('G1 G3 locked: the server’s text and whom to ask; then the token ends softly, then for good', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  network.on(
    SUPPORT,
    answer({
      status: 200,
      json: {
        contacts: [
          { role: 'm.role.admin', email_address: 'master@harbour.example' },
          { role: 'm.role.security', matrix_id: '@guard:harbour.example' },
          { role: 'm.role.admin', email_address: 'not an address' },
        ],
        support_page: 'https://harbour.example/help',
      },
    }),
  );
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const locked = accountLockedPage(app.page);
  await homeserver.lock(alice.userId);
  await bob.send(room, 'Knock');
  await app.waitForPhase('locked');
  await expect(locked.serverSays).toHaveText('User account has been locked');
  await expect(locked.contacts).toHaveText(['master@harbour.example', '@guard:harbour.example (security)', 'https://harbour.example/help']);

  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await locked.checkNow.click();
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('locked');

  await homeserver.deleteDevice(alice.userId, deviceId);
  await locked.checkNow.click();
  await app.waitForPhase('erased');
  expect(await keyring.items()).toEqual([]);
});

test('G3 locked: signing out works, and tells the server', async ({ homeserver, people, network, keyring, launch }) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  network.on(SUPPORT, cut());
  await homeserver.lock(alice.userId);
  await bob.send(room, 'Knock');
  await app.waitForPhase('locked');
  await expect(accountLockedPage(app.page).contacts).toHaveCount(0);
  await accountLockedPage(app.page).signOut.click();
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Sign out/ })
    .click();
  await app.waitForPhase('erased');
  expect(network.requests({ method: 'POST', path: '/logout' })).toHaveLength(1);
  expect(await homeserver.listDevices(alice.userId)).toEqual([]);
  expect(await keyring.items()).toEqual([]);
});

test('C13 G6 signing in again is refused because the account was closed: said in words, kept until one erases it', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const items = await keyring.items();
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  network.on(LOGIN, matrixError(403, 'M_USER_DEACTIVATED'));
  await expired.signInAgain(alice.password);
  await expect(expired.problem).toHaveText('This account was closed.');
  await expect(expired.dialog).toContainText('What is kept on this computer can still be read, until you erase it.');
  expect(await app.phase()).toBe('expired');
  expect(await keyring.items(), 'nothing is destroyed unasked').toEqual(items);
  await expired.notNow.click();
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await app.page.getByRole('status').getByRole('button', { name: 'Sign in again' }).click();

  await expired.erase.click();
  await app.page.getByRole('dialog', { name: 'Sign out?' }).getByRole('button', { name: 'Sign out and erase' }).click();
  await app.waitForPhase('erased');
  expect(await keyring.items()).toEqual([]);
  expect(searchTree(app.profile, { user: alice.userId, device: deviceId, text: 'The lamp is lit' }).hits).toEqual([]);
});

const refusals: readonly (readonly [Parameters<typeof matrixError>[1], Record<string, string>, RegExp])[] = [
  ['M_RESOURCE_LIMIT_EXCEEDED', { admin_contact: 'mailto:master@harbour.example' }, /reached a limit/],
  ['M_CONSENT_NOT_GIVEN', { consent_uri: 'https://harbour.example/terms' }, /accept its terms/],
  ['ORG_MATRIX_EXPIRED_ACCOUNT', {}, /The server refused/],
  ['M_USER_LIMIT_EXCEEDED', { info_uri: 'https://harbour.example/limits' }, /The server refused/],
];

test('A15 signing in again is refused for reasons that are no logout: each said in the dialog, nothing destroyed, the next try goes on', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const items = await keyring.items();
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  for (const [errcode, more, words] of refusals) {
    const rule = network.on(LOGIN, matrixError(403, errcode, more), { times: 1 });
    await expired.signInAgain(alice.password);
    await expect(expired.problem, errcode).toContainText(words);
    expect(rule.hits()).toBe(1);
    expect(await app.phase()).toBe('expired');
    for (const detail of Object.values(more).filter((text) => /harbour/.test(text) && errcode !== 'M_USER_LIMIT_EXCEEDED'))
      await expect(expired.dialog, 'whom to ask, or where to consent').toContainText(detail.replace(/^mailto:/, ''));
  }
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  expect(await keyring.items()).toEqual(items);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('I19 the words of a compatibility layer, none of which says soft_logout: a refused refresh and a lock at signing in destroy nothing', async ({
  startServer,
  keyring,
  launch,
}) => {
  const homeserver = await startServer({ refreshableAccessTokenLifetime: '5m' });
  const network = await startProxy(homeserver.url);
  const people = cast(homeserver);
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch: () => launch({ homeserver: network.url }) });
  const items = await keyring.items();
  const refresh = network.on({ method: 'POST', path: '/refresh' }, matrixError(401, 'M_UNKNOWN_TOKEN', { error: 'Invalid refresh token' }));
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await app.waitForPhase('expired');
  expect(refresh.hits()).toBe(1);

  network.on(LOGIN, matrixError(401, 'M_USER_LOCKED', { error: 'Ask the harbour master' }), { times: 1 });
  const expired = sessionExpiredDialog(app.page);
  await expired.signInAgain(alice.password);
  await app.waitForPhase('locked');
  await expect(accountLockedPage(app.page).serverSays).toHaveText('Ask the harbour master');
  await accountLockedPage(app.page).checkNow.click();
  await app.waitForPhase('expired');
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  expect(await keyring.items()).toEqual(items);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  people.stop();
  await network.stop();
});
