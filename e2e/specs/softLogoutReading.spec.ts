import type { Page } from '@playwright/test';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines, nextBatches, since } from '../scenes/authedRequests.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

/** Lives as long as the page's and the engine's documents do. */
const leaveMark = (page: Page): Promise<void> => page.evaluate(() => void document.documentElement.setAttribute('data-life', 'first'));
const markOf = (page: Page): Promise<string | null> => page.evaluate(() => document.documentElement.getAttribute('data-life'));

test('A1 C2 C3 C5 C17 C18 D1 D2 L3 soft logout while reading: everything is where it was, and what came meanwhile is read', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const expired = sessionExpiredDialog(app.page);
  for (let number = 1; number <= 40; number += 1) await bob.send(room, `Log entry ${number}`);
  await expect(timeline(app.page).message('Log entry 40')).toBeVisible();
  await timeline(app.page).region.hover();
  await app.page.mouse.wheel(0, -400);
  const reading = timeline(app.page).message('Log entry 22');
  await expect(reading).toBeInViewport();
  await composer(app.page).draft('I only wanted to say');
  const place = await settledTop(() => reading.boundingBox());
  const keys = (await bob.queryDeviceKeys(alice.userId)).find((device) => device.deviceId === deviceId);
  expect(keys?.ed25519).toBeTruthy();
  for (const page of app.electron.windows()) await leaveMark(page);

  expect(await homeserver.expireTokens({ userId: alice.userId, deviceId })).toBe(1);
  const oldToken = network.requests({ method: 'GET', path: '/sync' }).at(-1)?.token;
  await bob.send(room, 'This wakes the long poll');
  await expect(expired.dialog).toBeVisible();
  await expect(expired.dialog).toContainText('Nothing on this device was lost');
  expect(await app.phase()).toBe('expired');
  const nextBatch = nextBatches(network).at(-1);

  const silence = network.mark();
  // A new megolm session, whose key can reach this device only by a to-device message that has to wait.
  await bob.client.getCrypto()?.forceDiscardSession(room);
  await bob.send(room, 'While you were out');
  await expect
    .poll(async () => (await homeserver.waitingToDevice(alice.userId, deviceId)).map(({ type }) => type))
    .toContain('m.room.encrypted');
  // A device that was slow to hear of its first fifty has sent fifty more.
  const unused = await homeserver.countOneTimeKeys(alice.userId, deviceId);
  for (let claim = 0; claim < unused - 20; claim += 1) {
    await bob.api.post('v3/keys/claim', { one_time_keys: { [alice.userId]: { [deviceId]: 'signed_curve25519' } } });
  }
  expect(await homeserver.countOneTimeKeys(alice.userId, deviceId)).toBeLessThan(25);
  expect(lines(authedSince(network, silence)), 'nothing goes out while signed out').toEqual([]);

  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(expired.dialog).toBeHidden();
  const [login] = network.requests(({ order, path }) => order > silence && path.endsWith('/login'));
  const body = login?.bodyJson();
  expect({ ...body, password: body.password === alice.password }).toEqual({
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user: alice.userId },
    password: true,
    device_id: deviceId,
    refresh_token: true,
  });
  const resumed = await network.waitForRequest(
    ({ order, method, path, outcome }) =>
      order > (login?.order ?? 0) && method === 'GET' && path.endsWith('/sync') && outcome().kind === 'answered',
  );
  expect(since(resumed)).toBe(nextBatch);
  await expect(composer(app.page).box).toHaveValue('I only wanted to say');
  expect((await reading.boundingBox())?.y).toBeCloseTo(place, 0);
  expect(await Promise.all(app.electron.windows().map(markOf)), 'no window was loaded again').toEqual(
    app.electron.windows().map(() => 'first'),
  );

  await app.page.getByRole('button', { name: /^Jump to latest/ }).click();
  await expect(timeline(app.page).message('While you were out')).toBeVisible();
  await expect.poll(() => homeserver.waitingToDevice(alice.userId, deviceId)).toEqual([]);
  await expect.poll(() => homeserver.countOneTimeKeys(alice.userId, deviceId)).toBeGreaterThanOrEqual(50);
  const after = authedSince(network, login?.order ?? 0);
  expect(after.filter(({ token }) => token === oldToken)).toEqual([]);
  expect(new Set(after.map(({ token }) => token)).size).toBe(1);
  const uploads = after.filter(({ path }) => path.endsWith('/keys/upload'));
  expect(uploads.length).toBeGreaterThan(0);
  for (const upload of uploads) expect(upload.bodyJson()).not.toHaveProperty('device_keys');
  expect(lines(after).filter((line) => line.includes('/logout'))).toEqual([]);
  expect((await bob.queryDeviceKeys(alice.userId)).find((device) => device.deviceId === deviceId)).toEqual(keys);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

/** Once the list has come to rest after scrolling. */
async function settledTop(look: () => Promise<{ y: number } | null>): Promise<number> {
  let last = -1;
  await expect
    .poll(async () => {
      const before = last;
      last = (await look())?.y ?? -1;
      return last >= 0 && last === before;
    })
    .toBe(true);
  return last;
}
