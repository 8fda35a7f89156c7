import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, cut, hardLogout } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { backupSetUp } from '../scenes/backupSetUp.ts';
import { expectNothingLeft, livedIn, needlesOf } from '../scenes/destroyedLife.ts';
import { keysSent } from '../scenes/keysSent.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

test('A2 D4 E1 E2 E3 E5 E6 E7 L4 hard logout while reading: told why, nothing is left but the theme, the next sign-in is a new device', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, bob, room, deviceId } = life;
  await livedIn(life);
  await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Settings' }).click();
  await app.page.getByRole('tab', { name: 'Appearance' }).click();
  await app.page.getByRole('radio', { name: 'Dark' }).check();
  await app.page.getByRole('button', { name: 'Close' }).click();
  const needles = await needlesOf(life, network, keyring);
  // While signed in the search finds what may lie there, and neither token nor key nor message.
  const found = new Set(searchTree(app.profile, needles).hits.map(({ needle }) => needle));
  expect([...found].toSorted()).toEqual(expect.arrayContaining(['device', 'slug', 'user']));
  for (const secret of ['token', 'rootKey', 'password', 'message', 'ownMessage', 'draft', 'roomName']) expect(found).not.toContain(secret);
  expect(await searchKeyring(keyring, needles)).not.toEqual([]);

  const before = network.mark();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.waitForPhase('erased');
  const notice = signedOutPage(app.page);
  await expect(notice.dialog).toContainText('You were signed out');
  await expect(notice.dialog).toContainText('Your server ended this session: you signed out from another device, this device was removed');
  await expect(notice.dialog).toContainText('This computer’s copy of your messages has been destroyed.');
  await expect(notice.dialog).toContainText('messages come back from another of your devices, or with a recovery key if you made one');
  for (const step of ['Keys', 'Messages', 'Files', 'Caches and notifications'])
    await expect(notice.dialog.getByText(step, { exact: true })).toBeVisible();
  await expect(notice.dialog.getByText('destroyed', { exact: true })).toHaveCount(4);
  await expect(app.page.getByRole('button')).toHaveCount(1);
  await expectNothingLeft(life, needles, keyring);
  expect(await app.page.content()).not.toContain(life.roomName);
  const calls = lines(authedSince(network, before));
  expect(
    calls.filter((line) => line.includes('whoami')),
    'asked once more',
  ).toHaveLength(1);
  expect(calls.filter((line) => line.includes('logout'))).toEqual([]);

  await notice.signIn.click();
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active');
  expect(JSON.parse(readFileSync(join(app.profile, 'settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' });
  const logins = network.requests(({ order, method, path }) => order > before && method === 'POST' && path.endsWith('/login'));
  expect(logins.map((request) => Object.keys(request.bodyJson()).includes('device_id'))).toEqual([false]);
  const [newDevice = ''] = await homeserver.listDevices(alice.userId);
  expect(newDevice).not.toBe(deviceId);
  await bob.waitForDevice(alice.userId, newDevice);
  const keys = await bob.queryDeviceKeys(alice.userId);
  expect(keys.map((device) => device.deviceId)).toEqual([newDevice]);
  expect([keys[0]?.ed25519, keys[0]?.curve25519]).not.toContain(needles['identityKey']);
  await bob.send(room, 'Welcome back');
  await app.page.getByRole('navigation', { name: 'Rooms' }).getByRole('listitem').filter({ hasText: life.roomName }).click();
  await expect(timeline(app.page).message('Welcome back')).toBeVisible();
  await expect(timeline(app.page).message('The lamp is lit')).toHaveCount(0);
  await app.close();
  const { slug: _, ...old } = needles;
  for (const name of ['user', 'otherUser', 'room', 'roomName'] as const) delete (old as Record<string, string>)[name];
  expect(searchTree(app.profile, old).hits, 'after the next sign-in, too').toEqual([]);
});

test('E10 F3 L4 hard logout at start: signed out everywhere from another device while the app was closed', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  await livedIn(life);
  const needles = await needlesOf(life, network, keyring);
  await life.app.close();
  const phone = await people.device(life.alice, { deviceId: 'PHONE' });
  phone.stop();
  await phone.api.post('v3/logout/all', {});
  await life.app.restart();
  await life.app.waitForPhase('erased');
  await expect(signedOutPage(life.app.page).dialog).toContainText('Your server ended this session');
  await expectNothingLeft(life, needles, keyring);
  // The notice is read once; later starts know nothing any more.
  await life.app.restart();
  await life.app.waitForPhase('signedOut');
  await expect(signInForm(life.app.page).username).toHaveValue('');
});

test('E10 F3 hard logout offline first: one reads until the network is back, then everything is destroyed', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  await livedIn(life);
  const needles = await needlesOf(life, network, keyring);
  await app.close();
  await network.goOffline();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.restart();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await expect(composer(app.page).box).toHaveValue('A draft of mine');
  await composer(app.page).send('Never to arrive');
  await network.goOnline();
  await app.waitForPhase('erased', { timeoutMs: 25_000 });
  await expectNothingLeft(life, { ...needles, queued: 'Never to arrive' }, keyring);
});

// L-14: the portal
test('F1 F4 E11 L5 signing out: what would be lost is named, a server that cannot be told makes the app ask, and one may stay', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, bob, room } = life;
  await livedIn(life);
  await backupSetUp(app);
  const needles = await needlesOf(life, network, keyring);
  const ask = app.page.getByRole('dialog', { name: 'Sign out?' });
  const asked = async (): Promise<void> => {
    await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
    await app.page.getByRole('menuitem', { name: 'Sign out…' }).click();
  };
  const failing = network.on({ method: 'PUT', path: /\/send\// }, (_, __) => Promise.resolve('cut' as const));
  await composer(app.page).send('Not yet sent');
  await expect.poll(() => failing.hits()).toBeGreaterThan(0);
  await asked();
  await expect(ask).toContainText('One message has not been sent');
  await expect(ask).toContainText('Wait until you are connected, or copy them.');
  await expect(ask).toContainText('Nothing opens the backup of your keys');
  await expect(ask.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await ask.getByRole('button', { name: 'Cancel' }).click();
  failing.remove();
  await bob.waitForMessage(room, 'Not yet sent', { timeoutMs: 30_000 });
  expect(network.requests({ path: '/logout' })).toEqual([]);

  const unreachable = app.page.getByRole('dialog', { name: 'The server does not know yet' });
  for (const [what, effect] of Object.entries({
    'a 500': serverError,
    'a cut connection': () => Promise.resolve('cut' as const),
    'a portal’s JSON': answer({ status: 200, json: { portal: 1 } }),
    'a 401 of something in between': hardLogout(),
  })) {
    const rule = network.on({ method: 'POST', path: '/logout' }, effect);
    await asked();
    await expect(ask).not.toContainText('has not been sent');
    await ask.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(unreachable, what).toBeVisible();
    expect(rule.hits()).toBeGreaterThan(0);
    await unreachable.getByRole('button', { name: 'Cancel' }).click();
    await app.waitForPhase('active');
    rule.remove();
    await bob.send(room, `After ${what}`);
    await expect(timeline(app.page).message(`After ${what}`)).toBeVisible();
  }

  const last = network.mark();
  await asked();
  await ask.getByRole('button', { name: 'Sign out', exact: true }).click();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('You signed out of Latchkey on this computer');
  expect(lines(authedSince(network, last)).filter((line) => line.includes('logout'))).toEqual(['POST /v3/logout']);
  expect(await homeserver.listDevices(alice.userId)).toEqual([]);
  await expectNothingLeft(life, needles, keyring);
});

test('F1 E9 signing out without the server, and erasing anyway', async ({ homeserver, network, people, launch, keyring }) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice, deviceId } = life;
  await livedIn(life);
  await keysSent(app);
  const needles = await needlesOf(life, network, keyring);
  await network.goOffline();
  await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Sign out…' }).click();
  await app.page.getByRole('dialog', { name: 'Sign out?' }).getByRole('button', { name: 'Sign out', exact: true }).click();
  const unreachable = app.page.getByRole('dialog', { name: 'The server does not know yet' });
  await expect(unreachable).toContainText('would stay in your account’s list');
  expect(searchTree(app.profile, { slug: needles['slug'] ?? '' }).hits, 'nothing is destroyed unasked').not.toEqual([]);
  await unreachable.getByRole('button', { name: 'Erase anyway' }).click();
  await app.waitForPhase('erased');
  await expectNothingLeft(life, needles, keyring);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
});

test('F1 E9 the server has signed us out and its answer is lost: said not to be known, and whoever stays is told by the server; everything is destroyed', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, alice } = life;
  await livedIn(life);
  await keysSent(app);
  const needles = await needlesOf(life, network, keyring);
  const lost = network.on({ method: 'POST', path: '/logout' }, cut({ afterServer: true }), { times: 1 });
  await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Sign out…' }).click();
  await app.page.getByRole('dialog', { name: 'Sign out?' }).getByRole('button', { name: 'Sign out', exact: true }).click();
  const unreachable = app.page.getByRole('dialog', { name: 'The server does not know yet' });
  await expect(unreachable).toBeVisible();
  expect(lost.hits()).toBe(1);
  expect(await homeserver.listDevices(alice.userId), 'it was done').toEqual([]);
  expect(searchTree(app.profile, { slug: needles['slug'] ?? '' }).hits, 'nothing is destroyed unasked').not.toEqual([]);
  await unreachable.getByRole('button', { name: 'Cancel' }).click();
  await app.waitForPhase('erased', { timeoutMs: 20_000 });
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  expect(network.requests({ path: '/logout' }), 'a dead token is not logged out again (E5)').toHaveLength(1);
  await expectNothingLeft(life, needles, keyring);
});

const serverError = () =>
  Promise.resolve({
    status: 500,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"errcode":"M_UNKNOWN","error":"no"}'),
  });
