import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { fingerprint } from '../search/fingerprint.ts';
import { expect, test } from '../fixtures/test.ts';

function accountFile(app: App, name: string): string {
  const [slug = ''] = readdirSync(join(app.profile, 'accounts'));
  return join(app.profile, 'accounts', slug, name);
}

function flipByte(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}

test('K4 C18 a flipped bit in the sealed tokens: expired in words, signing in again goes on with the same device', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const keysBefore = await bob.queryDeviceKeys(alice.userId);
  for (const share of [0.5, 0.98]) {
    await app.close();
    const path = accountFile(app, 'tokens.sealed');
    flipByte(path, Math.floor(readFileSync(path).length * share));
    const start = network.mark();
    await app.restart();
    const expired = sessionExpiredDialog(app.page);
    await expect(expired.dialog, `${share}`).toBeVisible();
    await expect(expired.dialog).toContainText('Nothing on this device was lost');
    expect(
      network.requests(({ order, token }) => order > start && token !== undefined),
      'nothing was sent with what was damaged',
    ).toEqual([]);
    await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
    await roomList(app.page).open('Lighthouse');
    await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
    await composer(app.page).send(`Here again ${share}`);
    await bob.waitForMessage(room, `Here again ${share}`, { sender: alice.userId });
    expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  }
  expect(await bob.queryDeviceKeys(alice.userId)).toEqual(keysBefore);
});

test('D11 K4 a flipped bit in the sealed tokens, and the device removed meanwhile: signing in again is found to be on a look-alike, and everything is erased (L-6)', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, deviceId } = await signedInLife({ homeserver, people, launch });
  await expect.poll(() => app.logs()).toContain('record keys published');
  const uploads = network.requests({ path: '/keys/upload' }).length;
  await app.close();
  const path = accountFile(app, 'tokens.sealed');
  flipByte(path, Math.floor(readFileSync(path).length / 2));
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.restart();
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('erased', { timeoutMs: 60_000 });
  await expect(signedOutPage(app.page).dialog).toContainText('its place was taken');
  expect(network.requests({ path: '/keys/upload' }), 'no key was given to the look-alike').toHaveLength(uploads);
  await expect.poll(() => homeserver.listDevices(alice.userId)).toEqual([]);
});

// L-10: the last part
test('K4 E10 a flipped bit in what lies nowhere else: said in words, never read as data, and nothing is destroyed before the server says so', async ({
  homeserver,
  people,
  keyring,
  launch,
}) => {
  const { app, alice, deviceId } = await signedInLife({ homeserver, people, launch });
  await app.close();
  const path = accountFile(app, 'own.db');
  const good = readFileSync(path);
  const entries = await keyring.items();
  for (const offset of [0, 20, 2_000]) {
    writeFileSync(path, good);
    flipByte(path, offset);
    const damaged = fingerprint(app.profile);
    const store = Object.keys(damaged).find((name) => name.endsWith('own.db')) ?? '';
    await app.restart();
    await app.waitForPhase('storeCorrupt');
    await expect(app.page.getByRole('heading', { name: 'Your messages cannot be opened' })).toBeVisible();
    await expect(app.page.getByText('Nothing has been destroyed.')).toBeVisible();
    await expect(timeline(app.page).message('The lamp is lit')).toHaveCount(0);
    await app.close();
    expect(fingerprint(app.profile)[store], `offset ${offset}`).toBe(damaged[store]);
    expect(await keyring.items()).toEqual(entries);
  }
  // With the byte put right again everything is as it was.
  writeFileSync(path, good);
  await app.restart();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);

  // A lost computer whose data do not open is erased like any other.
  await app.close();
  writeFileSync(path, good);
  flipByte(path, 20);
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.restart();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  expect(await keyring.items()).toEqual([]);
});

test('K4 a flipped bit in the history: the account opens, drafts are there, and the messages come again from the server', async ({
  homeserver,
  people,
  keyring,
  launch,
}) => {
  const { app, deviceId, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  // Alice's device knows Bob's by now, and follows him.
  await composer(app.page).send('For the one device of Bob');
  await bob.waitForMessage(room, 'For the one device of Bob', { sender: alice.userId });
  await composer(app.page).draft('A draft that lies nowhere else');
  await app.close();
  // Without the token of a sync no server tells of it.
  const phone = await people.device(bob, { homeserver });
  const entries = await keyring.items();
  const path = accountFile(app, 'store.db');
  for (const share of [0, 0.5]) {
    flipByte(path, Math.floor(readFileSync(path).length * share) + 20);
    const damaged = readFileSync(path);
    await app.restart();
    await app.waitForPhase('active');
    await roomList(app.page).open('Lighthouse');
    await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
    await expect(composer(app.page).box).toHaveValue('A draft that lies nowhere else');
    const notice = app.page.getByText('were damaged and are fetched again');
    await expect(notice).toBeVisible();
    await app.page.getByRole('button', { name: 'OK', exact: true }).click();
    await expect(notice).toHaveCount(0);
    expect(readFileSync(accountFile(app, 'store.db.damaged')).equals(damaged), 'set aside as it was').toBe(true);
    if (share === 0) {
      await composer(app.page).send('For both of them');
      await phone.waitForMessage(room, 'For both of them', { sender: alice.userId });
      await composer(app.page).draft('A draft that lies nowhere else');
    }
    await app.close();
  }
  expect(await keyring.items()).toEqual(entries);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});
