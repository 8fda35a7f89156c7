import { readFileSync } from 'node:fs';
import type { RecordedRequest } from '../faults/exchange.ts';
import { answer, cut, hardLogout, hold, matrixError, rewriteJson } from '../faults/effects.ts';
import { accountLockedPage } from '../pages/accountLockedPage.ts';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { runWithFault, walkFaults } from '../scenes/faultWalk.ts';
import { phaseDiary } from '../scenes/phaseDiary.ts';
import { LOGIN, REFRESH, looksImmortal, refreshableLife, refreshesOf, talk } from '../scenes/refreshableLife.ts';
import { expect, test } from '../fixtures/test.ts';

const calm = new Set(['active', 'refreshing', 'opening']);

const SEND = { method: 'PUT', path: /\/send\/m\.room\.encrypted\// };

const is401 = (request: RecordedRequest): boolean => {
  const outcome = request.outcome();
  return outcome.kind === 'answered' && outcome.status === 401;
};

test('B1 B2 B12 H13 tokens are refreshed ahead of their end: nobody sees anything, no request fails', async ({ startServer, launch }) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5s' });
  const { app, network, end } = scene;
  const diary = await phaseDiary(app.page);
  expect(network.requests(LOGIN)[0]?.bodyJson()).toMatchObject({ refresh_token: true });
  await expect.poll(() => refreshesOf(network).length, { timeout: 30_000 }).toBeGreaterThan(2);
  await talk(scene, 'After three tokens');
  const refreshes = refreshesOf(network);
  expect(
    refreshes.every(({ token }) => token === undefined),
    'no Authorization',
  ).toBe(true);
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

test('A16 B5 B8 C19 an end that nobody announced: ten 401s are one refresh, and what waited goes out once', async ({
  startServer,
  launch,
}) => {
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
  const sends = network.requests(SEND);
  expect(new Set(sends.map(({ path }) => path)).size, 'one transaction ID').toBe(1);
  expect(bob.messages(room).filter(({ body }) => body === 'Written while the token was dead')).toHaveLength(1);
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  expect(await diary.dialogs()).toEqual([]);
  await end();
});

test('B5 B15 a 401 that calls the session destroyed is answered by a refresh first; what was on its way is sent again under its transaction ID, whether the server had taken it or not', async ({
  startServer,
  launch,
}) => {
  const scene = await refreshableLife({ startServer, launch }, { refreshableAccessTokenLifetime: '5m' });
  const { app, network, end, bob, room, homeserver, alice, deviceId } = scene;
  const diary = await phaseDiary(app.page);
  // A preflight carries no token.
  const old = network.requests({ method: 'GET', path: '/sync' }).at(-1)?.token;
  expect(old).toBeDefined();
  network.on(({ token }) => token === old && old !== undefined, hardLogout());
  await composer(app.page).send('Through a 401');
  await scene.bob.waitForMessage(scene.room, 'Through a 401');
  expect(refreshesOf(network)).toHaveLength(1);

  // B15: the token ends while a message is on its way. Either the server has taken it and only its answer is lost, or it meets the 401
  // first.
  for (const [n, reaches] of [true, false, true].entries()) {
    const mark = network.mark();
    const first = network.on(
      SEND,
      async (passing, forward) => {
        const { token } = passing.record;
        if (reaches) await forward();
        expect(await homeserver.expireTokens({ userId: alice.userId, deviceId })).toBeGreaterThan(0);
        expect(token).toBeDefined();
        return reaches ? 'cut' : forward();
      },
      { times: 1 },
    );
    await composer(app.page).send(`One of round ${n}`);
    await composer(app.page).send(`Two of round ${n}`);
    await bob.waitForMessage(room, `Two of round ${n}`, { timeoutMs: 20_000 });
    await bob.waitForMessage(room, `One of round ${n}`);
    expect(first.hits()).toBe(1);
    const sent = network.requests(SEND).filter(({ order }) => order > mark);
    const [begun] = sent;
    const again = sent.filter(({ path }) => path === begun?.path);
    expect(again.length, 'sent again').toBeGreaterThan(1);
    expect(again.at(-1)?.token, 'with a new token').not.toBe(begun?.token);
    expect(again.at(-1)?.outcome()).toMatchObject({ kind: 'answered', status: 200 });
    expect(new Set(sent.map(({ path }) => path)).size, 'a transaction ID for each message').toBe(2);
    expect(refreshesOf(network).filter(({ order }) => order > mark)).toHaveLength(1);
    const arrived = bob
      .messages(room)
      .map(({ body }) => body)
      .filter((body) => body.endsWith(`of round ${n}`));
    expect(arrived, 'once each, in order').toEqual([`One of round ${n}`, `Two of round ${n}`]);
    for (const body of arrived) await expect(timeline(app.page).message(body)).toHaveCount(1);
  }
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  expect(await diary.dialogs()).toEqual([]);
  await end();
});

test('B7 K1 the app is killed on receipt of the new token: the next start goes on with the old refresh token', async ({
  startServer,
  launch,
}) => {
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
  // The pauses between the tries alone are 31 s.
  test.setTimeout(120_000);
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
  // On a slow machine one refresh may have succeeded by now.
  const before = refreshesOf(network).length;
  for (const effect of trouble) network.on(REFRESH, effect, { times: 1 });
  await expect.poll(() => refreshesOf(network).length - before, { timeout: 60_000 }).toBeGreaterThan(trouble.length);
  await talk(scene, 'After the trouble');
  const sent = refreshesOf(network).slice(before, before + trouble.length + 1);
  expect(new Set(sent.map((request) => JSON.stringify(request.bodyJson()))).size, 'always the same refresh token').toBe(1);
  expect((await diary.phases()).filter((phase) => !calm.has(phase))).toEqual([]);
  expect(await diary.dialogs()).toEqual([]);
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

test('B14 I9 a server that rejects what it has just issued: a screen that says so, nothing destroyed, no storm', async ({
  startServer,
  launch,
}) => {
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
