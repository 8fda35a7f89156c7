import { readFileSync } from 'node:fs';
import type { App } from '../app/launchApp.ts';
import type { RecordedRequest } from '../faults/exchange.ts';
import { answer, cut, hardLogout, hold, matrixError, rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import type { Proxy } from '../faults/startProxy.ts';
import { cast } from '../fixtures/cast.ts';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import type { HomeserverOptions } from '../homeserver/homeserverOptions.ts';
import { accountLockedPage } from '../pages/accountLockedPage.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { runWithFault, walkFaults } from '../scenes/faultWalk.ts';
import { phaseDiary } from '../scenes/phaseDiary.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const REFRESH = { method: 'POST', path: '/_matrix/client/v3/refresh' };
const LOGIN = { method: 'POST', path: '/login' };
const calm = new Set(['active', 'refreshing', 'opening']);

interface Scene extends Life {
  readonly homeserver: Homeserver;
  readonly network: Proxy;
  readonly end: () => Promise<void>;
}

type Fixtures = { startServer: (options: HomeserverOptions) => Promise<Homeserver>; launch: (options?: { homeserver?: string }) => Promise<App> };

/** Alice’s tokens can be refreshed; Bob’s live as long as the test. `before`: rules that the sign-in meets already. */
async function refreshableLife({ startServer, launch }: Fixtures, options: HomeserverOptions, before: (network: Proxy) => void = () => undefined): Promise<Scene> {
  const homeserver = await startServer(options);
  const network = await startProxy(homeserver.url);
  before(network);
  const people = cast(homeserver);
  const life = await signedInLife({ homeserver, people, launch: () => launch({ homeserver: network.url }) });
  return {
    ...life,
    homeserver,
    network,
    end: async () => {
      people.stop();
      await network.stop();
    },
  };
}

/** The app believes that its token lives for an hour, so the server’s 401 is the first word of its end. */
const looksImmortal = (network: Proxy): void => {
  network.on(LOGIN, rewriteJson((body) => ({ ...body, expires_in_ms: 3_600_000 })));
  network.on(REFRESH, rewriteJson((body, status) => (status === 200 ? { ...body, expires_in_ms: 3_600_000 } : body)));
};

const is401 = (request: RecordedRequest): boolean => {
  const outcome = request.outcome();
  return outcome.kind === 'answered' && outcome.status === 401;
};

const refreshesOf = (network: Proxy): readonly RecordedRequest[] => network.requests(REFRESH);

async function talk({ app, bob, room }: Life, text: string): Promise<void> {
  await bob.send(room, `${text} from Bob`);
  await expect(timeline(app.page).message(`${text} from Bob`)).toBeVisible({ timeout: 20_000 });
  await composer(app.page).send(`${text} from Alice`);
  await bob.waitForMessage(room, `${text} from Alice`);
}

test('B1 B2 B12 H13 tokens are refreshed ahead of their end: nobody sees anything, no request fails', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5s' });
  const { app, network, end } = scene;
  const diary = await phaseDiary(app.page);
  expect(network.requests(LOGIN)[0]?.bodyJson()).toMatchObject({ refresh_token: true });
  await expect.poll(() => refreshesOf(network).length, { timeout: 30_000 }).toBeGreaterThan(2);
  await talk(scene, 'After three tokens');
  const refreshes = refreshesOf(network);
  expect(refreshes.every(({ token }) => token === undefined), 'no Authorization').toBe(true);
  expect(refreshes.every((request) => Object.keys(request.bodyJson()).join() === 'refresh_token')).toBe(true);
  // Bob and the set-up speak to the server itself: what is seen here is the app.
  expect(network.requests(is401)).toEqual([]);
  const tokens = new Set(network.requests({ path: '/sync' }).map(({ token }) => token));
  expect(tokens.size).toBeGreaterThan(2);
  const gaps = refreshes.slice(1).map(({ arrivedAt }, n) => arrivedAt - (refreshes[n]?.arrivedAt ?? 0));
  expect(Math.min(...gaps), 'no storm').toBeGreaterThan(2_500);
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  expect(await diary.dialogs()).toEqual([]);
  await end();
});

test('A16 B5 B8 B15 C19 an end that nobody announced: ten 401s are one refresh, and what waited goes out once', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '6s' }, looksImmortal);
  const { app, network, room, bob, end } = scene;
  const diary = await phaseDiary(app.page);
  const first = hold();
  const rule = network.on(REFRESH, first.effect);
  // A long poll outlives its token: what is asked next meets the 401.
  await app.page.waitForTimeout(6_500);
  await bob.send(room, 'Ends the long poll');
  await network.waitForRequest(REFRESH, { timeoutMs: 20_000 });
  await composer(app.page).send('Written while the token was dead');
  await expect(timeline(app.page).message('Written while the token was dead')).toBeVisible();
  await app.page.waitForTimeout(300);
  expect(refreshesOf(network), 'one refresh, whoever met the 401').toHaveLength(1);
  rule.remove();
  looksImmortal(network);
  first.release(rewriteJson((body) => ({ ...body, expires_in_ms: 3_600_000 })));
  await bob.waitForMessage(room, 'Written while the token was dead');
  const sends = network.requests({ method: 'PUT', path: /\/send\/m\.room\.encrypted\// });
  expect(new Set(sends.map(({ path }) => path)).size, 'one transaction ID').toBe(1);
  expect(bob.messages(room).filter(({ body }) => body === 'Written while the token was dead')).toHaveLength(1);
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  expect(await diary.dialogs()).toEqual([]);
  await end();
});

test('B5 a 401 that calls the session destroyed is answered by a refresh first', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5m' });
  const { app, network, end } = scene;
  const diary = await phaseDiary(app.page);
  const old = network.requests({ path: '/sync' }).at(-1)?.token;
  network.on(({ token }) => token === old && old !== undefined, hardLogout());
  await composer(app.page).send('Through a 401');
  await scene.bob.waitForMessage(scene.room, 'Through a 401');
  expect(refreshesOf(network)).toHaveLength(1);
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  await end();
});

test('B7 K1 the app is killed on receipt of the new token: the next start goes on with the old refresh token', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5s' });
  const { app, network, end, deviceId, homeserver, alice } = scene;
  const late = hold({ afterServer: true });
  const rule = network.on(REFRESH, late.effect);
  await network.waitForRequest(REFRESH, { timeoutMs: 20_000 });
  await app.kill();
  rule.remove();
  late.release();
  await app.restart();
  await app.waitForPhase('active');
  await talk(scene, 'After the kill');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(network.requests(LOGIN)).toHaveLength(1);
  await end();
});

test('K1 B7 killed at every durable step of a refresh: the same session goes on', async ({ startServer, launch }) => {
  test.setTimeout(180_000);
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '4s' });
  const { app, network, end, deviceId, homeserver, alice } = scene;
  const died = await walkFaults(async (fault) => {
    const from = readFileSync(app.logFile, 'utf8').length;
    // Until the test has hold of the app: its first deed at this start may be the refresh that it dies of.
    const held = hold();
    const rule = network.on(REFRESH, held.effect);
    await app.restart({ env: { LATCHKEY_FAULT: fault } });
    rule.remove();
    held.release();
    const sealed = (): boolean => /renewed/.test(readFileSync(app.logFile, 'utf8').slice(from));
    const run = await runWithFault(app, fault, () => expect.poll(sealed, { timeout: 20_000 }).toBe(true), from);
    if (run.outcome === 'died') {
      await app.restart({ env: {} });
      await app.waitForPhase('active');
      await talk(scene, `After ${fault}`);
    }
    return run;
  });
  expect(died.map(({ steps }) => steps.at(-1))).toContain('seal refreshed token');
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(network.requests(LOGIN)).toHaveLength(1);
  await end();
});

test('B9 H11 K5 a refresh that meets trouble is tried again, and never taken for a logout', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5s' });
  const { app, network, end } = scene;
  const diary = await phaseDiary(app.page);
  const trouble = [
    answer({ status: 500, json: { errcode: 'M_UNKNOWN_TOKEN', error: 'Made by the test' } }),
    answer({ status: 502, html: '<h1>Bad gateway</h1>' }),
    matrixError(429, 'M_LIMIT_EXCEEDED', { retry_after_ms: 700 }),
    cut(),
    cut({ afterServer: true }),
  ];
  for (const effect of trouble) network.on(REFRESH, effect, { times: 1 });
  await expect.poll(() => refreshesOf(network).length, { timeout: 40_000 }).toBeGreaterThan(trouble.length);
  await talk(scene, 'After the trouble');
  const sent = refreshesOf(network).slice(0, trouble.length + 1);
  expect(new Set(sent.map((request) => JSON.stringify(request.bodyJson()))).size, 'always the same refresh token').toBe(1);
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  expect(await diary.dialogs()).toEqual([]);
  await end();
});

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

test('B11 I19 a refusal in the words of a compatibility layer, while the access token lives: nothing is said, nothing is lost', async ({ startServer, launch }) => {
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

test('B11 E9 the device is removed: the refresh is refused, the access token says hard, everything goes', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5m' });
  const { app, network, end, alice, deviceId, homeserver } = scene;
  const mark = network.requests(() => true).length;
  await homeserver.deleteDevice(alice.userId, deviceId);
  await expect(signedOutPage(app.page).dialog).toBeVisible({ timeout: 20_000 });
  await app.waitForPhase('erased');
  const asked = network.requests(() => true).slice(mark).map(({ path }) => path.split('/').at(-1));
  expect(asked.filter((name) => name === 'refresh')).toHaveLength(1);
  expect(asked.lastIndexOf('whoami'), 'asked after the refusal').toBeGreaterThan(asked.indexOf('refresh'));
  await end();
});

test('B13 G1 G2 a locked account refreshes, stays locked, and goes on when it is unlocked', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5s' });
  const { app, network, end, alice, homeserver } = scene;
  await homeserver.lock(alice.userId);
  await app.waitForPhase('locked', { timeoutMs: 20_000 });
  const before = refreshesOf(network).length;
  // Past the end of the token that was locked: it says expired, the next one says locked again.
  await app.page.waitForTimeout(5_500);
  await accountLockedPage(app.page).checkNow.click();
  await expect.poll(() => refreshesOf(network).length).toBeGreaterThan(before);
  await app.waitForPhase('locked');
  await homeserver.unlock(alice.userId);
  await accountLockedPage(app.page).checkNow.click();
  await app.waitForPhase('active');
  await talk(scene, 'Unlocked');
  await end();
});

test('B14 I9 a server that rejects what it has just issued: a screen that says so, nothing destroyed, no storm', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5m' });
  const { app, network, end } = scene;
  let isSent = false;
  const rejects = network.on(({ token, path }) => token !== undefined && (isSent ||= path.includes('/send/')), hardLogout());
  await composer(app.page).send('Waits for the server');
  await app.waitForPhase('rejected', { timeoutMs: 20_000 });
  await expect(app.page.getByRole('heading', { name: 'Your server rejects this session' })).toBeVisible();
  await app.page.waitForTimeout(3_500);
  expect(refreshesOf(network).length, 'asked again, but ever more seldom').toBeLessThan(4);
  expect(await app.phase()).toBe('rejected');
  rejects.remove();
  await app.page.getByRole('button', { name: 'Try now' }).click();
  await app.waitForPhase('active');
  await scene.bob.waitForMessage(scene.room, 'Waits for the server');
  await end();
});
