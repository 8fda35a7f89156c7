import { mkdirSync, rmdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessToken, RefreshToken } from '../../core/ids.ts';
import { newWorld, startMain } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

const refreshPath = '/_matrix/client/v3/refresh';
const fiveMinutes = 300_000;
let world: World;
let main: Main;

beforeEach(async () => {
  world = newWorld();
  world.server.lifetimeMs = fiveMinutes;
  main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  main.runner.send({ type: 'engineReady' });
  await main.settled();
});
afterEach(async () => {
  main.end();
  await world.remove();
});

const refreshes = (): number => world.server.http.sent.filter(({ url }) => url.endsWith('/refresh')).length;
const hard = (epoch: number) => ({ type: 'tokenJudged', epoch, verdict: { is: 'hard' }, now: 1 }) as const;

test('B7 a new token is current only once it is sealed, and the gate opens with it', async () => {
  const gates: unknown[] = [];
  main.gate.listen((gate) => gates.push(gate.is === 'open' ? gate.credentials.accessToken : gate.is));
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'active', epoch: 2, refreshable: true, unproven: true });
  expect(gates.at(-1)).toBe('syt_token_number_2');
  const again = startMain(world);
  again.runner.start();
  await again.until('opening');
  expect(again.token()).toBe('syt_token_number_2');
  again.end();
});

test('B8 A16 ten rejections at once are one refresh', async () => {
  for (let n = 0; n < 10; n++) main.runner.send(hard(1));
  await main.settled();
  expect(refreshes()).toBe(1);
  expect(main.runner.state).toMatchObject({ phase: 'active', epoch: 2 });
});

test('B6 an answer without a refresh token or an end: the old one stays, and no end is announced', async () => {
  world.server.http.on(refreshPath, () => ({ json: { access_token: 'syt_bare_token' } }));
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.until('refreshing');
  await main.until('active');
  expect(main.credentials.tokens).toMatchObject({ accessToken: 'syt_bare_token', refreshToken: 'syr_token_number_1', expiresAt: null });
});

// L-15
test('B11 a firewall’s 403 M_FORBIDDEN that whoami contradicts costs no refresh token: it is tried once more at the end, and goes on', async () => {
  const refused = { status: 403, json: { errcode: 'M_FORBIDDEN' } };
  const real = world.server.http.handlerOf(refreshPath);
  world.server.http.on(refreshPath, () => refused);
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'active', refreshable: true });
  expect(main.credentials.tokens).toMatchObject({ accessToken: 'syt_token_number_1', refreshToken: 'syr_token_number_1' });
  expect(refreshes()).toBe(1);
  world.server.http.on(refreshPath, real);
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await expect.poll(() => main.token()).toBe('syt_token_number_2');
  expect(main.runner.state).toMatchObject({ phase: 'active', refreshable: true });
});

test('B11 refused a second time, it is dropped', async () => {
  world.server.http.on(refreshPath, () => ({ status: 403, json: { errcode: 'M_FORBIDDEN' } }));
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'active', refreshable: false });
  expect(main.credentials.tokens).toMatchObject({ refreshToken: null });
  expect(refreshes()).toBe(2);
});

test('B11 a 403 M_FORBIDDEN where whoami says that the access token has ended: signed out softly, and the refresh token is gone', async () => {
  world.server.http.on(refreshPath, () => ({ status: 403, json: { errcode: 'M_FORBIDDEN' } }));
  world.server.expireAll();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: 1 });
  await main.until('expired');
  await main.settled();
  expect(main.credentials.tokens).toMatchObject({ refreshToken: null });
  expect(refreshes()).toBe(1);
});

test('B11 a refresh token that is refused as unknown is used no more; a session that lives goes on without it', async () => {
  world.server.http.on(refreshPath, () => ({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } }));
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'active', refreshable: false });
  expect(main.credentials.tokens).toMatchObject({ accessToken: 'syt_token_number_1', refreshToken: null });
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  expect(refreshes()).toBe(1);
});

test('B14 I9 a token that a refresh has just given is rejected: no second refresh at once, nothing is destroyed', async () => {
  main.runner.send(hard(1));
  await main.until('refreshing');
  await main.until('active');
  world.server.tokens.clear();
  main.runner.send(hard(2));
  await main.settled();
  expect(main.runner.state.phase).toBe('rejected');
  expect(refreshes()).toBe(1);
});

test('B14 I9 E9 one request that is rejected with every token, while the session lives: one refresh, and that request fails', async () => {
  const gates: unknown[] = [];
  main.gate.listen((gate) => gates.push(gate));
  main.runner.send(hard(1));
  await main.until('refreshing');
  await main.until('active');
  main.runner.send(hard(2));
  expect(main.runner.state).toMatchObject({ phase: 'refreshing', cause: 'doubt' });
  await main.until('active');
  expect(main.runner.state).toMatchObject({ epoch: 2, unproven: false });
  expect(gates.at(-1)).toMatchObject({ is: 'open', retry: false, credentials: { epoch: 2 } });
  expect(refreshes()).toBe(1);
});

test('B14 H13 a server that calls every new token expired: no second refresh at once, either', async () => {
  const soft = (epoch: number) => ({ type: 'tokenJudged', epoch, verdict: { is: 'soft' }, now: 1 }) as const;
  main.runner.send(soft(1));
  await main.until('refreshing');
  await main.until('active');
  world.server.expireAll();
  main.runner.send(soft(2));
  await main.settled();
  expect(main.runner.state.phase).toBe('rejected');
  expect(refreshes()).toBe(1);
});

test('B14 a token that the server has accepted may be refreshed again', async () => {
  main.runner.send(hard(1));
  await main.until('refreshing');
  await main.until('active');
  main.runner.send({ type: 'synced', epoch: 2 });
  main.runner.send(hard(2));
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'active', epoch: 3 });
});

test('B9 I8 the server’s own wish when to come again is kept', async () => {
  world.server.http.on(refreshPath, () => ({ status: 429, json: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 60_000 } }));
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'refreshing', held: false, problem: { code: 'rateLimited' } });
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(refreshes()).toBe(1);
});

test.each(['stay', 'restart'] as const)(
  'K3 B7 the disk takes no token for a while, however often it is tried: the new one is not used, one refresh is spent, and with room it goes on; %s',
  async (how) => {
    // A folder in the place of the file that is written first: every write meets it, as on a full disk.
    const inTheWay = `${main.profile.account(main.credentials.account?.slug ?? '').tokens}.new`;
    mkdirSync(inTheWay);
    main.runner.send({ type: 'refreshDue', epoch: 1 });
    for (let turn = 0; turn < 3; turn++) {
      await main.settled();
      expect(main.runner.state).toMatchObject({ phase: 'refreshing' });
      expect(main.token()).toBe('syt_token_number_1');
      main.runner.send({ type: 'retryAsked' });
    }
    await main.settled();
    expect(refreshes()).toBe(1);
    expect(world.server.http.sent.filter(({ token }) => token === 'syt_token_number_2')).toEqual([]);
    let life = main;
    if (how === 'restart') {
      main.end();
      life = startMain(world);
      life.runner.start();
      await life.until('opening');
      life.runner.send({ type: 'engineReady' });
    }
    rmdirSync(inTheWay);
    life.runner.send(how === 'restart' ? { type: 'refreshDue', epoch: life.credentials.epoch } : { type: 'retryAsked' });
    await life.until('refreshing', 'active');
    await life.until('active');
    await life.settled();
    expect(life.credentials.account?.deviceId).toBe('DEVICE1');
    expect(life.runner.state).toMatchObject({ phase: 'active', refreshable: true });
    expect(life.token()).not.toBe('syt_token_number_1');
    expect(world.server.tokens.get(life.token() ?? '')?.state).toBe('alive');
    life.end();
  },
);

describe('an answer that comes after its account has gone', () => {
  /** The answer to a refresh that was asked for now waits; then this account signs out, and another signs in at the same place. */
  async function lateAnswer(): Promise<() => void> {
    let come = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      come = resolve;
    });
    world.server.http.on(refreshPath, async () => {
      await late;
      return { json: { access_token: 'syt_of_the_one_before', refresh_token: 'syr_of_the_one_before' } };
    });
    main.runner.send({ type: 'refreshDue', epoch: 1 });
    await main.settled();
    main.runner.send({ type: 'signOutAsked', now: 1 });
    await main.until('erased');
    main.runner.send({ type: 'noticeRead' });
    main.signIn();
    await main.until('opening');
    await main.settled();
    return come;
  }

  test('is not put into the place of the next account’s token', async () => {
    const come = await lateAnswer();
    const token = main.token();
    come();
    await main.settled();
    expect(main.token()).toBe(token);
    expect(main.runner.state).toMatchObject({ phase: 'opening', epoch: 1 });
  });

  test('F5 B8 nor into the place of the token that signing in with a new password gave meanwhile; a refusal of the old one changes nothing, either', async () => {
    for (const late of [
      { json: { access_token: 'syt_dead', refresh_token: 'syr_dead' } },
      { status: 403, json: { errcode: 'M_FORBIDDEN' } },
    ]) {
      let come = (): void => undefined;
      const waiting = new Promise<void>((resolve) => {
        come = resolve;
      });
      world.server.http.on(refreshPath, async () => {
        await waiting;
        return late;
      });
      main.runner.send({ type: 'refreshDue', epoch: main.credentials.epoch });
      const { account } = main.credentials;
      if (!account) throw new Error('nobody is signed in');
      main.credentials.setNext({
        ...account,
        accessToken: 'syt_of_the_new_password' as AccessToken,
        refreshToken: 'syr_of_the_new_password' as RefreshToken,
        grant: { is: 'login' },
        lifetimeMs: null,
        askedAt: 1,
      });
      main.runner.send({ type: 'renewed', ...(await main.credentials.sealNext(1)), unproven: false });
      come();
      await main.settled();
      expect(main.credentials.tokens).toMatchObject({ accessToken: 'syt_of_the_new_password', refreshToken: 'syr_of_the_new_password' });
      expect(main.runner.state).toMatchObject({ phase: 'active', refreshable: true });
    }
  });

  test('does not keep the next account from refreshing', async () => {
    const come = await lateAnswer();
    world.server.http.on(refreshPath, () => ({ json: { access_token: 'syt_of_the_next', refresh_token: 'syr_of_the_next' } }));
    main.runner.send({ type: 'refreshDue', epoch: 1 });
    come();
    await main.settled();
    expect(main.token()).toBe('syt_of_the_next');
    expect(main.runner.state).toMatchObject({ phase: 'opening', epoch: 2 });
  });
});
