import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { matrixError, rewriteJson } from '../faults/effects.ts';
import { confirmation } from '../pages/confirmation.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { crossSigningKeys, setUpCrossSigning } from '../people/crossSigning.ts';
import type { Person } from '../people/startPerson.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { backupSetUp } from '../scenes/backupSetUp.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const UPLOAD = { method: 'POST', path: '/keys/upload' };

test('D2 D5 (L-8) an older copy of the whole profile is put back: stopped, said in words, nothing destroyed until one starts over', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const keysThere = (): Promise<number> => homeserver.countOneTimeKeys(alice.userId, deviceId);
  await expect.poll(keysThere).toBeGreaterThan(0);
  const all = await keysThere();
  await app.close();
  const copy = join(makeRunSubdirectory('backup'), 'profile');
  cpSync(app.profile, copy, { recursive: true });

  // The device lives on: a first message from a new device takes one of its keys, and it makes another.
  const takeOneKey = async (name: string): Promise<Person> => {
    const person = await people.person(name);
    await bob.invite(room, person.userId);
    await person.join(room);
    await person.waitForDevice(alice.userId, deviceId);
    await person.send(room, `${name} is here`);
    return person;
  };
  await app.restart();
  await app.waitForPhase('active');
  const before = network.mark();
  await takeOneKey('carol');
  await expect(timeline(app.page).message('carol is here')).toBeVisible();
  await network.waitForRequest(UPLOAD, { after: before, answered: true });
  await expect.poll(keysThere, 'topped up').toBe(all);
  await app.close();

  const items = await keyring.items();
  rmSync(app.profile, { recursive: true });
  cpSync(copy, app.profile, { recursive: true });
  await takeOneKey('dave');
  const restored = network.mark();
  await app.restart();
  await app.waitForPhase('storeCorrupt');
  const upload = await network.waitForRequest(UPLOAD, { after: restored, answered: true });
  expect(upload.outcome()).toMatchObject({ kind: 'answered', status: 400 });
  await expect(app.page.getByText('older than what this device has already done')).toBeVisible();
  await expect(app.page.getByText('Nothing has been destroyed')).toBeVisible();
  expect(await keyring.items()).toEqual(items);
  const said = lines(authedSince(network, restored));
  expect(
    said.filter((line) => line.includes('logout')),
    'not a logout',
  ).toEqual([]);
  // E10: whether the device is still there is asked, and nothing else.
  await network.waitForRequest({ method: 'GET', path: '/account/whoami' }, { after: restored, answered: true });
  const stopped = network.mark();
  await bob.send(room, 'Nobody listens');
  await expect(app.page.getByRole('button', { name: 'Start over on this device' })).toBeVisible();
  expect(lines(authedSince(network, stopped)), 'neither sync nor uploads go on').toEqual([]);

  await app.page.getByRole('button', { name: 'Start over on this device' }).click();
  await confirmation(app.page, 'Start over on this device?').destroy.click();
  await app.waitForPhase('erased');
  expect(await keyring.items()).toEqual([]);
  await expect.poll(() => homeserver.listDevices(alice.userId), 'no device stays behind').toEqual([]);
});

test('D4 D8 E6 a full reset and a new sign-in leave the cross-signing keys as they were', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, deviceId } = await signedInLife({ homeserver, people, launch });
  await backupSetUp(app);
  const phone = await people.device(alice);
  await setUpCrossSigning(phone);
  const mark = network.mark();
  const keys = await crossSigningKeys(phone, alice.userId);
  expect(keys).toHaveLength(2);
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.waitForPhase('erased');
  await signedOutPage(app.page).signIn.click();
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active');
  await expect.poll(() => app.logs()).toContain('the server has the device keys');
  expect(await crossSigningKeys(phone, alice.userId)).toEqual(keys);
  expect(
    network.requests(({ order, path }) => order > mark && path.endsWith('/keys/device_signing/upload')),
    'never even asked for',
  ).toEqual([]);
  expect(await homeserver.listDevices(alice.userId)).not.toContain(deviceId);
});

test('D3 D7 the device was made anew, but still carries the old signature: it is not believed, everything is destroyed', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  // It has signed itself.
  await backupSetUp(app);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  // As Synapse would say it: deleted and made anew with other keys, the signature of before still attached.
  const signed: boolean[] = [];
  network.on(
    { method: 'POST', path: '/keys/query', when: ({ token }) => token !== undefined },
    rewriteJson((body) => {
      const device = body.device_keys?.[alice.userId]?.[deviceId];
      if (!device) return body;
      signed.push(Object.keys(device.signatures[alice.userId]).some((key) => key !== `ed25519:${deviceId}`));
      device.keys[`ed25519:${deviceId}`] = 'c29tZWJvZHkgZWxzZeKAmXMga2V5LCAzMiBieXRlcyE';
      return body;
    }),
  );
  await expired.signInAgain(alice.password);
  await app.waitForPhase('erased');
  expect(signed.length).toBeGreaterThan(0);
  expect(signed.every((hasSignature) => hasSignature)).toBe(true);
  await expect(signedOutPage(app.page).dialog).toContainText('its place was taken');
  expect(await keyring.items()).toEqual([]);
});

test('D9 the server refuses the device ID because it equals a cross-signing key: said in general words, not as a wrong password', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  const rule = network.on(LOGIN, matrixError(400, 'M_FORBIDDEN', { error: 'Device ID already in use for a cross-signing key' }));
  await expired.signInAgain(alice.password);
  await expect(expired.problem).toHaveText('The server refused. Try again later, or ask who runs it.');
  await expect(expired.dialog).not.toContainText('Wrong password');
  rule.remove();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
});

test('D10 a dehydrated device of the account outlives a soft logout and signing in again', async ({ startServer, people, launch }) => {
  const homeserver = await startServer({ extra: { experimental_features: { msc3814_enabled: true } } });
  const { app, alice, bob, room, deviceId } = await signedInLife({
    homeserver,
    people,
    launch: () => launch({ homeserver: homeserver.url }),
  });
  const phone = await people.device(alice, { homeserver });
  const dehydrated = 'unstable/org.matrix.msc3814.v1/dehydrated_device';
  const made = {
    device_id: 'ASLEEP',
    initial_device_display_name: 'Asleep',
    device_data: { algorithm: 'org.matrix.msc3814.v2', device_pickle: 'a', nonce: 'b' },
    device_keys: { user_id: alice.userId, device_id: 'ASLEEP', algorithms: [], keys: {}, signatures: {} },
  };
  await phone.api.put(dehydrated, made);

  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await expect(sessionExpiredDialog(app.page).dialog).toBeVisible();
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
  expect(await phone.api.get(dehydrated)).toMatchObject({ device_id: 'ASLEEP' });
  expect(await homeserver.listDevices(alice.userId)).toEqual(expect.arrayContaining([deviceId, 'ASLEEP']));
});
