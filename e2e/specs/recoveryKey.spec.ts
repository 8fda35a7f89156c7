import { randomBytes } from 'node:crypto';
import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import { accessibilityProblems } from '../app/accessibility.ts';
import type { App } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import { matrixError } from '../faults/effects.ts';
import type { Proxy } from '../faults/startProxy.ts';
import type { Account } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { recoveryDialog } from '../pages/recoveryDialog.ts';
import { roomList } from '../pages/roomList.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { crossSigningKeys } from '../people/crossSigning.ts';
import { setUpRecovery, signaturesOf, waitForBackup, type RecoveryKey } from '../people/recoveryKey.ts';
import type { Person } from '../people/startPerson.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import type { LifeParts } from '../scenes/signedInLife.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const LOCKED = 'Sent before you signed in on this device. Your other devices or your recovery key can open it.';
const ROOM = 'Lighthouse';

interface Past {
  readonly alice: Account;
  readonly laptop: Person;
  readonly bob: Person;
  readonly room: string;
  readonly key: RecoveryKey;
}

/** Alice has set up recovery on a laptop; she and Bob have written in an encrypted room, and the backup holds the keys. */
async function past({ homeserver, people }: Pick<LifeParts, 'homeserver' | 'people'>, phrase?: string): Promise<Past> {
  const alice = await homeserver.createUser({ name: 'alice' });
  const [laptop, bob] = await Promise.all([people.device(alice, { deviceName: 'Laptop' }), people.person('bob')]);
  const key = await setUpRecovery(laptop, phrase);
  const room = await bob.createRoom({ name: ROOM, encrypted: true, invite: [alice.userId] });
  await laptop.join(room);
  await bob.waitForMember(room, alice.userId);
  await bob.waitForDevice(alice.userId, laptop.deviceId);
  await bob.send(room, 'The lamp was lit');
  await laptop.waitForMessage(room, 'The lamp was lit');
  await laptop.send(room, 'I saw it from the sea');
  await waitForBackup(laptop, 2);
  return { alice, laptop, bob, room, key };
}

/** The key is asked for at once; put down, a notice says it. */
async function isLocked(app: App): Promise<void> {
  await expect(recoveryDialog(app.page).field).toBeFocused();
  await recoveryDialog(app.page).notNow.click();
  await roomList(app.page).open(ROOM);
  await expect(timeline(app.page).region.getByText(LOCKED)).toHaveCount(2);
  await expect(recoveryDialog(app.page).notice).toBeVisible();
}

async function isReadable(app: App): Promise<void> {
  const { region, message } = timeline(app.page);
  await expect(message('The lamp was lit')).toBeVisible();
  await expect(message('I saw it from the sea')).toBeVisible();
  await expect(region.getByText(LOCKED)).toHaveCount(0);
  await expect(recoveryDialog(app.page).open).toHaveCount(0);
}

/** Nothing but the signature of one device has been given to the server (D8). */
function expectNoNewIdentity(network: Proxy): void {
  const paths = network.requests().map(({ method, path }) => `${method} ${path}`);
  expect(paths.filter((line) => line.includes('device_signing/upload'))).toEqual([]);
  expect(
    paths.filter((line) =>
      /^(POST|PUT|DELETE) .*(room_keys\/version|account_data\/m\.(cross_signing|secret_storage|megolm_backup))/.test(line),
    ),
  ).toEqual([]);
}

const deviceOf = async (bob: Person, alice: Account, others: readonly string[]): Promise<string> => {
  const devices = await bob.queryDeviceKeys(alice.userId);
  const [found] = devices.map(({ deviceId }) => deviceId).filter((deviceId) => !others.includes(deviceId));
  if (found === undefined) throw new Error('the app has no device keys on the server');
  return found;
};

test('D6 D8 history comes back with the recovery key: locked and said so, wrong keys in words, then readable, signed, and kept', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { alice, laptop, bob, key } = await past({ homeserver, people });
  laptop.stop();
  const [app, identity] = await Promise.all([launch(), crossSigningKeys(bob, alice.userId)]);
  expect(identity).toHaveLength(2);
  await signInApp(app, alice);
  await isLocked(app);
  const recovery = recoveryDialog(app.page);
  await recovery.open.click();
  await expect(recovery.field).toBeFocused();
  expect(await accessibilityProblems(app.page, recovery.dialog)).toEqual([]);

  await recovery.enter(key.encoded.slice(0, -2));
  await expect(recovery.problem).toHaveText('That is not a whole recovery key. Check that no part is missing or mistyped.');
  await recovery.enter(registerSecret(encodeRecoveryKey(randomBytes(32))!));
  await expect(recovery.problem).toHaveText('That is not the recovery key of this account.');
  const trouble = network.on({ method: 'GET', path: /\/room_keys\/version/ }, matrixError(502, 'M_UNKNOWN'));
  await recovery.enter(key.encoded);
  await expect(recovery.problem).toContainText('The server is having trouble.');
  trouble.remove();
  const half = network.on({ method: 'GET', path: /\/room_keys\/keys$/ }, matrixError(502, 'M_UNKNOWN'), { times: 1 });
  await recovery.enter(key.encoded);
  await expect.poll(half.hits).toBe(1);
  await expect(recovery.problem).toContainText('The server is having trouble.');

  // As it comes out of a document: with other spaces, and what a copy leaves around it.
  await recovery.enter(`  ${key.encoded.replaceAll(' ', '\u00a0 ')}\t`);
  await expect(recovery.dialog).toContainText('Your older messages are open');
  await expect(recovery.dialog.getByRole('status')).toContainText('2 keys were brought back.');
  await expect(recovery.dialog.getByRole('status')).toContainText('Others now see that this device is yours.');
  await recovery.done.click();
  await expect(recovery.dialog).toBeHidden();
  await isReadable(app);
  await expect(roomList(app.page).room(ROOM)).toContainText('I saw it from the sea');

  const device = await deviceOf(bob, alice, [laptop.deviceId]);
  const [, selfSigning = ''] = identity;
  expect(await signaturesOf(bob, alice.userId, device)).toEqual(expect.arrayContaining([`ed25519:${device}`, `ed25519:${selfSigning}`]));
  expect(await crossSigningKeys(bob, alice.userId)).toEqual(identity);
  expectNoNewIdentity(network);
  await app.restart();
  await app.waitForPhase('active');
  await isReadable(app);
  expect(searchTree(app.profile, key.forms).hits).toEqual([]);
});

test('D6 D8 E7 L4 after a hard logout: signed in as a new device, history is locked, and the security phrase opens it from the settings', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const phrase = registerSecret('eleven gulls over a quiet harbour');
  const { alice, laptop, bob, room, key } = await past({ homeserver, people }, phrase);
  const app = await launch();
  await signInApp(app, alice);
  await isLocked(app);
  const first = await deviceOf(bob, alice, [laptop.deviceId]);
  await laptop.waitForDevice(alice.userId, first);
  await composer(app.page).send('Written on the first device');
  await laptop.waitForMessage(room, 'Written on the first device');
  await waitForBackup(laptop, 3);
  laptop.stop();
  const identity = await crossSigningKeys(bob, alice.userId);

  await homeserver.deleteDevice(alice.userId, first);
  await app.waitForPhase('erased');
  const notice = signedOutPage(app.page);
  await expect(notice.dialog).toContainText('messages come back from another of your devices, or with a recovery key if you made one');
  await notice.signIn.click();
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active');
  const { region, message } = timeline(app.page);
  const recovery = recoveryDialog(app.page);
  await expect(recovery.field).toBeFocused();
  await app.page.keyboard.press('Escape');
  await roomList(app.page).open(ROOM);
  await expect(region.getByText(LOCKED)).toHaveCount(3);
  await expect(recovery.notice).toBeVisible();
  await recovery.notice.getByRole('button', { name: 'Not now' }).click();
  await expect(recovery.notice).toHaveCount(0);

  await settingsDialog(app.page).section('Security');
  await recovery.open.click();
  await recovery.enter('eleven gulls over a quiet harbor');
  await expect(recovery.problem).toHaveText('That is neither the recovery key nor the security phrase of this account.');
  await recovery.enter(phrase);
  await expect(recovery.dialog.getByRole('status')).toContainText('3 keys were brought back.');
  await app.page.keyboard.press('Escape');
  await expect(recovery.dialog).toBeHidden();
  await isReadable(app);
  await expect(message('Written on the first device')).toBeVisible();

  const second = await deviceOf(bob, alice, [laptop.deviceId]);
  expect(second).not.toBe(first);
  expect(await signaturesOf(bob, alice.userId, second)).toContain(`ed25519:${identity[1]}`);
  expect(await crossSigningKeys(bob, alice.userId)).toEqual(identity);
  expectNoNewIdentity(network);
  expect(searchTree(app.profile, key.forms).hits).toEqual([]);
});

test('D6 D8 a secret storage without the cross-signing keys: history opens, it is said that this device stays unconfirmed, and no new keys are made', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { alice, laptop, bob, key } = await past({ homeserver, people });
  for (const name of ['master', 'self_signing', 'user_signing'])
    await laptop.client.setAccountData(`m.cross_signing.${name}` as 'm.cross_signing.master', {} as never);
  laptop.stop();
  const [app, identity] = await Promise.all([launch(), crossSigningKeys(bob, alice.userId)]);
  await signInApp(app, alice);
  await isLocked(app);
  const recovery = recoveryDialog(app.page);
  await recovery.open.click();
  await recovery.enter(key.encoded);
  await expect(recovery.dialog.getByRole('status')).toContainText('2 keys were brought back.');
  await expect(recovery.dialog.getByRole('status')).toContainText('This device could not be confirmed as yours.');
  await recovery.done.click();
  await isReadable(app);
  const device = await deviceOf(bob, alice, [laptop.deviceId]);
  expect(await signaturesOf(bob, alice.userId, device)).toEqual([`ed25519:${device}`]);
  expect(await crossSigningKeys(bob, alice.userId)).toEqual(identity);
  expectNoNewIdentity(network);
});

test('D6 a secret storage without the backup’s key: another device of the account hands it over once this one is confirmed, and history opens by itself', async ({
  homeserver,
  people,
  launch,
}) => {
  const { alice, laptop, key } = await past({ homeserver, people });
  await laptop.client.setAccountData('m.megolm_backup.v1', {} as never);
  const app = await launch();
  await signInApp(app, alice);
  await roomList(app.page).open(ROOM);
  const { region } = timeline(app.page);
  await expect(region.getByText(LOCKED)).toHaveCount(2);
  const recovery = recoveryDialog(app.page);
  await recovery.open.click();
  await recovery.enter(key.encoded);
  await expect(recovery.dialog.getByRole('status')).toContainText('Others now see that this device is yours.');
  await recovery.done.click();
  await expect(timeline(app.page).message('The lamp was lit')).toBeVisible({ timeout: 20_000 });
  await isReadable(app);
});
