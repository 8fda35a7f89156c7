import type { App } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import { cut, hold, matrixError } from '../faults/effects.ts';
import type { RequestPattern } from '../faults/matching.ts';
import type { Proxy } from '../faults/startProxy.ts';
import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { newRecoveryKey } from '../pages/newRecoveryKey.ts';
import { recoveryDialog } from '../pages/recoveryDialog.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { setUpCrossSigning } from '../people/crossSigning.ts';
import { keysOnServer, type KeysOnServer } from '../people/keysOnServer.ts';
import { setUpRecovery } from '../people/recoveryKey.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const ALL_SENT = 'All keys of this device are in your backup.';
/** The SDK waits up to 10 s before it sends new keys. */
const UPLOAD_MS = 20_000;

const identityUpload: RequestPattern = { method: 'POST', path: /\/keys\/device_signing\/upload$/ };
const signatureUpload: RequestPattern = { method: 'POST', path: /\/keys\/signatures\/upload$/ };
const newBackup: RequestPattern = { method: 'POST', path: /\/room_keys\/version$/ };
const keyUpload: RequestPattern = { method: 'PUT', path: /\/room_keys\/keys$/ };

const backupState = async (app: App): Promise<ReturnType<App['page']['getByRole']>> => {
  await settingsDialog(app.page).section('Security');
  return settingsDialog(app.page).dialog.getByRole('region', { name: 'Backup of your keys' });
};

/** Whatever makes, replaces or deletes something of the account's keys. */
const changes = (network: Proxy, after = 0): readonly string[] =>
  network
    .requests(
      ({ order, method, path }) =>
        order > after &&
        /^(POST|PUT|DELETE)$/.test(method) &&
        /(device_signing|signatures\/upload|room_keys\/version|account_data)/.test(path),
    )
    .map(({ method, path }) => `${method} ${path.replace(/^.*\/v3\//, '')}`);

async function isWhole(server: KeysOnServer, deviceId: string): Promise<void> {
  await waitUntil(
    'this device to be signed, and a backup',
    async () => (await server.isSigned(deviceId)) && (await server.backup()) !== null,
    { timeoutMs: 20_000 },
  );
}

async function newAccount(homeserver: Homeserver): Promise<{ alice: Account; server: KeysOnServer; deviceOf: () => Promise<string> }> {
  const alice = await homeserver.createUser({ name: 'alice' });
  const server = await keysOnServer(homeserver, alice);
  const before = await homeserver.listDevices(alice.userId);
  const deviceOf = async (): Promise<string> => (await homeserver.listDevices(alice.userId)).find((id) => !before.includes(id)) ?? '';
  return { alice, server, deviceOf };
}

test('D12 L5 a first sign-in signs its device and starts a backup, silently; keys arrive there, a second start changes nothing, and signing out waits for the last of them', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const server = await keysOnServer(homeserver, alice);
  await isWhole(server, deviceId);
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  expect(changes(network)).toEqual(['POST keys/device_signing/upload', 'POST keys/signatures/upload', 'POST room_keys/version']);
  const live = network.requests({ path: '/sync' })[0]!.order;
  expect(network.requests(identityUpload)[0]!.order).toBeGreaterThan(live);
  await composer(app.page).send('I saw it');
  await bob.waitForMessage(room, 'I saw it', { sender: alice.userId });
  await waitUntil('two keys in the backup', async () => (await server.backup())!.count === 2, { timeoutMs: UPLOAD_MS });
  await expect((await backupState(app)).getByRole('status')).toHaveText(
    `${ALL_SENT} Nothing but this device opens it yet: you have no recovery key for it.`,
  );

  const [before, master, mark] = [await server.backup(), await server.masterKey(), network.mark()];
  await app.restart();
  await app.waitForPhase('active');
  await network.waitForRequest({ path: '/sync', when: ({ query }) => query.includes('timeout=30000') }, { after: mark });
  await expect((await backupState(app)).getByRole('status')).toContainText(ALL_SENT);
  expect(changes(network, mark)).toEqual([]);
  expect([await server.backup(), await server.masterKey()]).toEqual([before, master]);
  await app.page.keyboard.press('Escape');

  // A key that came a moment before somebody leaves.
  const held = hold();
  network.on(keyUpload, held.effect);
  await bob.client.getCrypto()!.forceDiscardSession(room);
  await bob.send(room, 'One more thing');
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message('One more thing')).toBeVisible();
  await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Sign out…' }).click();
  const ask = app.page.getByRole('dialog', { name: 'Sign out?' });
  await expect(ask).toContainText('Nothing opens the backup of your keys');
  await expect(ask).toContainText('messages of one encrypted room cannot be read again');
  await ask.getByRole('button', { name: 'Make a recovery key' }).click();
  await expect(app.page.getByRole('dialog', { name: 'Your recovery key' })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: `Account: ${alice.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Sign out…' }).click();
  await expect(ask).toContainText('Nothing opens the backup of your keys');
  await ask.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(ask.getByText('Sending one key to your backup…')).toBeVisible();
  await expect(ask.getByRole('button', { name: 'Sign out anyway' })).toBeVisible();
  expect(await app.phase()).toBe('active');
  held.release();
  await app.waitForPhase('erased');
  expect(await server.backup()).toEqual({ version: before!.version, count: 3 });
});

test('D12 people who do not want a backup get none, here or by the switch; what the server has stays there, and turning it on again goes on', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { alice, server, deviceOf } = await newAccount(homeserver);
  await server.setAccountData('m.key_backup', { enabled: false });
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  const app = await launch();
  await signInApp(app, alice);
  const deviceId = await deviceOf();
  await waitUntil('this device to be signed', () => server.isSigned(deviceId));
  await bob.waitForDevice(alice.userId, deviceId);
  await bob.send(room, 'The lamp is lit');
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  const backup = await backupState(app);
  await expect(backup.getByRole('status')).toContainText('Off, as you chose.');
  const toggle = backup.getByRole('switch', { name: /^Back up keys/ });
  await expect(toggle).not.toBeChecked();
  expect(await server.backup()).toBeNull();
  expect(network.requests(newBackup)).toEqual([]);

  // N-2: a recovery key that is made now does not stand in the way of a backup later, and is not said to open it.
  const making = newRecoveryKey(app.page);
  const make = settingsDialog(app.page).dialog.getByRole('button', { name: 'Make a recovery key…' });
  await make.click();
  await making.keep();
  await making.done.click();
  await backupState(app);
  await expect(settingsDialog(app.page).dialog.getByRole('button', { name: 'Change the recovery key…' })).toBeVisible();
  await toggle.click();
  await expect(backup.getByRole('status')).toContainText('Nothing but this device opens it yet', { timeout: UPLOAD_MS });
  await expect(make).toBeVisible();
  await expect(backup.getByRole('status')).toContainText(ALL_SENT, { timeout: UPLOAD_MS });
  expect(await server.accountData('m.key_backup')).toEqual({ enabled: true });
  expect(await server.backup()).toMatchObject({ count: 1 });
  await toggle.click();
  await expect(backup.getByRole('status')).toContainText('Off, as you chose.');
  expect(await server.accountData('m.key_backup')).toEqual({ enabled: false });

  // Off stays off through a start; the key that comes now goes only once it is on again.
  const mark = network.mark();
  await app.restart();
  await app.waitForPhase('active');
  await bob.client.getCrypto()!.forceDiscardSession(room);
  await bob.send(room, 'Between you and me');
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message('Between you and me')).toBeVisible();
  const again = await backupState(app);
  await expect(again.getByRole('status')).toContainText('Off, as you chose.');
  expect(await server.backup()).toMatchObject({ count: 1 });
  const on = network.mark();
  await again.getByRole('switch', { name: /^Back up keys/ }).click();
  await expect(again.getByRole('status')).toContainText(ALL_SENT, { timeout: UPLOAD_MS });
  expect(await server.backup()).toMatchObject({ count: 2 });
  expect(
    network.requests(({ order, method, path }) => order > mark && order <= on && method === 'PUT' && path.includes('/room_keys/')),
  ).toEqual([]);
  expect(network.requests(({ method }) => method === 'DELETE')).toEqual([]);
});

test('D12 another device is faster: the server wants to know who asks, nobody is asked, its keys stay, and recovery is offered', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const alice = await homeserver.createUser({ name: 'alice' });
  const held = hold();
  const rule = network.on(identityUpload, held.effect);
  const app = await launch();
  await signInApp(app, alice);
  await expect.poll(rule.hits, { timeout: 15_000 }).toBe(1);
  const laptop = await people.device(alice, { deviceName: 'Laptop' });
  await setUpRecovery(laptop);
  const server = await keysOnServer(homeserver, alice);
  const before = [await server.masterKey(), await server.backup()];
  held.release();
  const refused = await network.waitForRequest({ ...identityUpload, when: ({ outcome }) => outcome().kind === 'answered' });
  expect(refused.outcome()).toMatchObject({ status: 401 });
  await expect(app.page.getByRole('status').filter({ hasText: /locked here|that this device is yours/ })).toBeVisible();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await expect(recoveryDialog(app.page).open).toBeVisible();
  expect(await app.phase()).toBe('active');
  await expect((await backupState(app)).getByRole('status')).toContainText(
    'Not connected: your account has a backup that this device cannot use yet.',
  );
  expect([await server.masterKey(), await server.backup()]).toEqual(before);
  expect(changes(network)).toEqual(['POST keys/device_signing/upload']);
  laptop.stop();
});

test('D12 D8 an account whose keys were made elsewhere: nothing is made or replaced without asking, also where it has no backup', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const alice = await homeserver.createUser({ name: 'alice' });
  const laptop = await people.device(alice, { deviceName: 'Laptop' });
  await setUpCrossSigning(laptop);
  laptop.stop();
  const app = await launch();
  await signInApp(app, alice);
  await expect((await backupState(app)).getByRole('status')).toHaveText(
    'Not connected: your account has no backup, and this device cannot start one on its own.',
    { timeout: 15_000 },
  );
  expect(changes(network)).toEqual([]);
});

test('D12 K1 A3 killed or signed out softly in the middle of each step: one identity and one backup come of it, each start going on where the last one ended', async ({
  homeserver,
  network,
  launch,
}) => {
  test.setTimeout(120_000);
  const { alice, server, deviceOf } = await newAccount(homeserver);
  // A failing server is asked again.
  network.on(identityUpload, matrixError(502, 'M_UNKNOWN'), { times: 1 });
  const app = await launch();
  const killedAt = async (match: RequestPattern, afterServer: boolean, start: () => Promise<void>): Promise<void> => {
    const held = hold({ afterServer });
    const rule = network.on(match, held.effect);
    const mark = network.mark();
    await start();
    await network.waitForRequest(match, { after: mark, timeoutMs: 20_000 });
    await expect.poll(rule.hits).toBeGreaterThan(0);
    if (afterServer) await waitUntil('the server to have done it', () => done(match));
    await app.kill();
    held.release(cut());
    rule.remove();
  };
  const done = async (match: RequestPattern): Promise<boolean> => {
    if (match === identityUpload) return (await server.masterKey()) !== null;
    return match === newBackup ? (await server.backup()) !== null : server.isSigned(await deviceOf());
  };
  const restart = (): Promise<void> => app.restart();
  await killedAt(identityUpload, false, () => signInApp(app, alice));
  await killedAt(identityUpload, true, restart);
  const master = await server.masterKey();
  await killedAt(signatureUpload, true, restart);
  await killedAt(newBackup, true, restart);
  expect(await server.backup()).toEqual({ version: '1', count: 0 });

  // What is left to do waits behind the gate, and goes on by itself.
  const question: RequestPattern = { method: 'GET', path: /\/account_data\/m\.key_backup$/ };
  const asked = hold();
  network.on(question, asked.effect);
  const mark = network.mark();
  await app.restart();
  await network.waitForRequest(question, { after: mark, timeoutMs: 20_000 });
  await homeserver.expireTokens({ userId: alice.userId, deviceId: await deviceOf() });
  asked.release();
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible({ timeout: 15_000 });
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect((await backupState(app)).getByRole('status')).toContainText(ALL_SENT, { timeout: UPLOAD_MS });
  expect(await server.masterKey()).toBe(master);
  expect(await server.isSigned(await deviceOf())).toBe(true);
  expect(await server.backup()).toEqual({ version: '1', count: 0 });
  expect(network.requests(newBackup)).toHaveLength(1);
});
