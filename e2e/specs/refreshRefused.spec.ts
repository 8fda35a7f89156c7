import { matrixError } from '../faults/effects.ts';
import { accountLockedPage } from '../pages/accountLockedPage.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { phaseDiary } from '../scenes/phaseDiary.ts';
import { LOGIN, REFRESH, looksImmortal, refreshableLife, refreshesOf, talk } from '../scenes/refreshableLife.ts';
import { expect, test } from '../fixtures/test.ts';

const refusals = [
  ['B10 401 with soft_logout', matrixError(401, 'M_UNKNOWN_TOKEN', { soft_logout: true })],
  ['B17 404 where refreshing was switched off', matrixError(404, 'M_UNRECOGNIZED')],
] as const;

for (const [title, effect] of refusals) {
  test(`${title} at the end of a token: signed out softly, and back on the same device`, async ({ startServer, launch }) => {
    const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5s' }, looksImmortal);
    const { app, network, end, alice, deviceId, homeserver } = scene;
    const rule = network.on(REFRESH, effect);
    const expired = sessionExpiredDialog(app.page);
    await app.page.waitForTimeout(5_500);
    await scene.bob.send(scene.room, 'Ends the long poll');
    await expect(expired.dialog).toBeVisible({ timeout: 20_000 });
    expect(refreshesOf(network)).toHaveLength(1);
    rule.remove();
    await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
    expect(network.requests(LOGIN).at(-1)?.bodyJson()).toMatchObject({ device_id: deviceId, refresh_token: true });
    await talk(scene, 'Signed in again');
    expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
    await end();
  });
}

test('B11 I19 a refusal in the words of a compatibility layer, while the access token lives: nothing is said, nothing is lost', async ({
  startServer,
  launch,
}) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '6s' });
  const { app, network, end, alice, homeserver, deviceId } = scene;
  const diary = await phaseDiary(app.page);
  const rule = network.on(REFRESH, matrixError(401, 'M_UNKNOWN_TOKEN'));
  const { order } = await network.waitForRequest(REFRESH, { timeoutMs: 20_000 });
  await network.waitForRequest({ path: '/account/whoami' }, { after: order });
  await app.waitForPhase('active');
  expect(await diary.dialogs()).toEqual([]);
  const mark = refreshesOf(network).length;
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog, 'at the end of the token, softly').toBeVisible({ timeout: 20_000 });
  expect(refreshesOf(network), 'a refused token is not tried again').toHaveLength(mark);
  rule.remove();
  // MAS says that an account is locked without soft_logout.
  const locked = network.on(LOGIN, matrixError(401, 'M_USER_LOCKED'), { times: 1 });
  await expired.signInAgain(alice.password);
  await app.waitForPhase('locked');
  expect(locked.hits()).toBe(1);
  await accountLockedPage(app.page).checkNow.click();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await talk(scene, 'Still the same device');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  await end();
});

test('B11 Synapse refuses to refresh at the end of the session: the access token decides, softly', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '4s', sessionLifetime: '14s' });
  const { app, network, end, alice } = scene;
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible({ timeout: 25_000 });
  const last = refreshesOf(network).at(-1)?.outcome();
  expect(last?.kind === 'answered' && last.status, 'what Synapse says instead of 401').toBe(403);
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await end();
});

test('B11 E9 the device is removed: the refresh is refused, the access token says hard, everything goes', async ({
  startServer,
  launch,
}) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5m' });
  const { app, network, end, alice, deviceId, homeserver } = scene;
  const mark = network.requests(() => true).length;
  await homeserver.deleteDevice(alice.userId, deviceId);
  await expect(signedOutPage(app.page).dialog).toBeVisible({ timeout: 20_000 });
  await app.waitForPhase('erased');
  const asked = network
    .requests(() => true)
    .slice(mark)
    .map(({ path }) => path.split('/').at(-1));
  expect(asked.filter((name) => name === 'refresh')).toHaveLength(1);
  expect(asked.lastIndexOf('whoami'), 'asked after the refusal').toBeGreaterThan(asked.indexOf('refresh'));
  await end();
});
