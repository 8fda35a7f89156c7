import { describe, expect, test } from 'vitest';
import { Failure } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import { passwordChange } from '../account/passwordChange.ts';
import { AfterSilence } from '../signIn/oauth/deviceGrant.ts';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { toError } from '../http/toError.ts';
import { livesOfMain } from './lives.fixtures.ts';
import type { Main } from './session.fixtures.ts';
import { loginBy } from './signInAgain.ts';

const { world, start, signedIn, expired } = livesOfMain();

const ofLogin = ({ method, url, body }: HttpRequest): boolean =>
  method === 'POST' && url.endsWith('/login') && (body as { device_id?: string }).device_id !== undefined;
const cut = new Error('net::ERR_CONNECTION_RESET');
const bad = { status: 502, json: undefined, text: '<h1>Bad gateway</h1>', etag: null, retryAfter: null, cacheControl: null, url: '' };

/** The next such request comes to this; `reaches`: the server does its work all the same. */
function lose(
  isMeant: (request: HttpRequest) => boolean,
  end: HttpAnswer | Error,
  { reaches = false, meanwhile = (): void => undefined } = {},
): void {
  const { send } = world().server.http;
  world().server.http.send = async (request) => {
    if (!isMeant(request)) return send(request);
    world().server.http.send = send;
    if (reaches) await send(request);
    meanwhile();
    if (end instanceof Error) throw end;
    return end;
  };
}

const isRemembered = (main: Main): boolean => main.lost.isRemembered(main.credentials.account?.slug ?? '');
const removeDevice = (): void => world().server.tokens.clear();

async function failToSignInAgain(main: Main): Promise<void> {
  main.signInAgain();
  await main.until('resuming');
  await main.until('expired', 'active');
}

describe('C26 a sign-in again whose answer was lost (L-9)', () => {
  test.each([
    ['502', bad],
    ['a cut connection', cut],
  ] as const)('E10 %s: the old token’s soft end clears it, and a device that is removed later is erased', async (_how, end) => {
    const main = await expired();
    lose(ofLogin, end);
    await failToSignInAgain(main);
    await expect.poll(() => isRemembered(main), { timeout: 5_000 }).toBe(false);
    removeDevice();
    main.runner.send({ type: 'retryAsked' });
    await main.until('erased');
  });

  test('E10 also across a start: 502, quit, the device is removed, start', async () => {
    const main = await expired();
    lose(ofLogin, bad);
    await failToSignInAgain(main);
    await expect.poll(() => isRemembered(main)).toBe(false);
    main.end();
    removeDevice();
    await start().until('erased');
  });

  test('E10 killed while it was on its way: the next start sees the old token, and a removal after that is erased', async () => {
    const main = await expired();
    const { send } = world().server.http;
    world().server.http.send = async (request) => (ofLogin(request) ? new Promise(() => undefined) : send(request));
    main.signInAgain();
    await expect.poll(() => isRemembered(main)).toBe(true);
    main.end();
    world().server.http.send = send;
    const next = start();
    await next.until('expired');
    await expect.poll(() => isRemembered(next)).toBe(false);
    removeDevice();
    next.runner.send({ type: 'retryAsked' });
    await next.until('erased');
  });

  test('while it is on its way the old token’s answer is no evidence', async () => {
    const main = await expired();
    let come = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      come = resolve;
    });
    const { send } = world().server.http;
    world().server.http.send = async (request) => {
      if (ofLogin(request)) await late;
      return send(request);
    };
    main.signInAgain();
    await expect.poll(() => isRemembered(main)).toBe(true);
    main.runner.send({ type: 'cancelled' });
    main.runner.send({ type: 'retryAsked' });
    await main.settled();
    expect(isRemembered(main)).toBe(true);
    come();
    await main.settled();
    await expect.poll(() => isRemembered(main), { timeout: 5_000 }).toBe(false);
  });

  test('E10 L1 an early one: the session runs on, and a device that is removed later is erased', async () => {
    const main = await signedIn();
    lose(ofLogin, bad);
    await failToSignInAgain(main);
    expect(main.runner.state.phase).toBe('active');
    await expect.poll(() => isRemembered(main), { timeout: 5_000 }).toBe(false);
    removeDevice();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    await main.until('erased');
  });

  test('E10 L1 an early one that only could not be confirmed', async () => {
    const main = await signedIn();
    lose(({ url }) => url.endsWith('/keys/query'), bad);
    await failToSignInAgain(main);
    expect(main.runner.state.phase).toBe('active');
    await expect.poll(() => isRemembered(main), { timeout: 5_000 }).toBe(false);
    main.end();
    removeDevice();
    const next = start();
    await next.until('opening');
    next.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    await next.until('erased');
  });

  test.each([
    ['without JSON', undefined, '7', 7_000],
    ['of a portal’s JSON', { portal: 1 }, null, 5_000],
  ] as const)(
    'C11 H11 E9 a 429 %s is a time to wait, and no refusal: the sign-in may have gone through',
    async (_what, json, retryAfter, retryAfterMs) => {
      const main = await expired();
      lose(ofLogin, { ...bad, status: 429, json, retryAfter }, { reaches: true });
      await failToSignInAgain(main);
      expect(main.runner.state).toMatchObject({ phase: 'expired', problem: { code: 'rateLimited', retryAfterMs } });
      expect(isRemembered(main)).toBe(true);
      removeDevice();
      main.runner.send({ type: 'retryAsked' });
      await expect.poll(() => main.runner.state).toMatchObject({ phase: 'expired', unclear: true });
    },
  );

  test('C11 E10 a 429 in the server’s own words is a refusal: nothing was lost', async () => {
    const main = await expired();
    lose(ofLogin, { ...bad, status: 429, json: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1_500 } });
    await failToSignInAgain(main);
    expect(isRemembered(main)).toBe(false);
  });

  test('I17 a refusal of the last of several questions says nothing of the others', async () => {
    const main = await expired();
    const parts = { ...main, http: world().server.http, monotonic: () => performance.now(), wallClock: () => Date.now() };
    const ending =
      (cause: Failure) =>
      async (beforeIssue: () => Promise<void>): Promise<never> => {
        await beforeIssue();
        throw cause;
      };
    await expect(loginBy(parts, main.credentials.account!, ending(new Failure({ code: 'browserTimedOut' })))).rejects.toThrow();
    expect(isRemembered(main)).toBe(false);
    await expect(loginBy(parts, main.credentials.account!, ending(new AfterSilence({ code: 'browserTimedOut' })))).rejects.toThrow();
    expect(isRemembered(main)).toBe(true);
  });

  test('it went through, and the old token ended with it: said to be unclear, also after a start, and settled by one more sign-in', async () => {
    const main = await expired();
    lose(ofLogin, cut, { reaches: true, meanwhile: () => world().server.tokens.delete('syt_token_number_1') });
    await failToSignInAgain(main);
    main.runner.send({ type: 'retryAsked' });
    await main.settled();
    expect(main.runner.state).toMatchObject({ phase: 'expired', unclear: true });
    main.end();
    const next = start();
    await next.until('expired');
    await expect.poll(() => next.runner.state).toMatchObject({ phase: 'expired', unclear: true });
    next.signInAgain('wrong password');
    await next.until('resuming');
    await next.until('expired');
    expect(next.runner.state).toMatchObject({ unclear: true, problem: { code: 'badCredentials' } });
    next.signInAgain();
    await next.until('active');
    await next.settled();
    expect(isRemembered(next)).toBe(false);
  });

  test('D3 it is unclear, and the device is gone indeed: the one more sign-in finds that out, and everything is erased', async () => {
    const main = await expired();
    lose(ofLogin, cut, { meanwhile: () => world().server.tokens.delete('syt_token_number_1') });
    await failToSignInAgain(main);
    world().server.deviceKeys.clear();
    main.signInAgain();
    await main.until('erased');
    expect(main.runner.state).toMatchObject({ reason: 'deviceReplaced' });
  });
});

describe('C26 F5 a change of password whose answer was lost (L-9)', () => {
  const change = (main: Main) =>
    passwordChange(
      {
        ...main,
        http: world().server.http,
        monotonic: () => performance.now(),
        wallClock: () => Date.now(),
        wait: async () => undefined,
        toError: (cause) => toError(cause, main.log),
      },
      main.credentials.account!,
      'new' as Password,
      true,
    );

  test.each(['quit', 'stay'] as const)(
    'E10 without a refresh token the old token’s life clears it; %s, the device is removed: erased',
    async (how) => {
      const main = await signedIn();
      await expect(change(main).sending!(() => Promise.reject(cut))).rejects.toBe(cut);
      expect(isRemembered(main)).toBe(true);
      await expect.poll(() => isRemembered(main), { timeout: 5_000 }).toBe(false);
      let life = main;
      if (how === 'quit') {
        main.end();
        life = start();
        await life.until('opening');
      }
      removeDevice();
      life.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
      await life.until('erased');
    },
  );

  const page = (status: number, json?: unknown): HttpAnswer => ({ ...bad, status, json, text: 'of something in between' });
  test.each([
    ['a proxy’s 403', page(403)],
    ['a proxy’s 408', page(408)],
    ['a portal’s JSON', page(404, { portal: 1 })],
  ])('A5 E9 %s in the place of its answer is no refusal: a hard end after it is unclear, and nothing is erased', async (_how, end) => {
    world().server.lifetimeMs = 300_000;
    const main = await signedIn();
    // The server has made the change, and ended both tokens with it (finding 2).
    world().server.http.on('/_matrix/client/v3/refresh', () => ({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } }));
    await expect(change(main).sending!(async () => end)).resolves.toBe(end);
    expect(isRemembered(main)).toBe(true);
    removeDevice();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    expect(await main.until('expired', 'erasing', 'erased')).toMatchObject({ phase: 'expired', unclear: true });
  });

  test.each([
    ['refused', page(403, { errcode: 'M_FORBIDDEN' })],
    ['asked to confirm', page(401, { session: 's', flows: [{ stages: ['m.login.password'] }] })],
  ])('E10 %s in the server’s own words: nothing was lost', async (_how, end) => {
    const main = await signedIn();
    await change(main).sending!(async () => end);
    expect(isRemembered(main)).toBe(false);
  });

  test('E11 E10 a portal’s success has changed nothing: the old token’s life clears it, and a device that is removed later is erased', async () => {
    const main = await signedIn();
    await change(main).sending!(async () => page(200, { portal: 1 }));
    expect(isRemembered(main)).toBe(true);
    await expect.poll(() => isRemembered(main), { timeout: 5_000 }).toBe(false);
    removeDevice();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    await main.until('erased');
  });

  test('with one only a refresh clears it: Synapse answers for the dead access token from its cache (finding 2)', async () => {
    world().server.lifetimeMs = 300_000;
    const main = await signedIn();
    await expect(change(main).sending!(async () => ({ ...bad }))).resolves.toMatchObject({ status: 502 });
    expect(isRemembered(main)).toBe(true);
    await expect.poll(() => main.runner.state, { timeout: 5_000 }).toMatchObject({ phase: 'active', epoch: 2 });
    await expect.poll(() => isRemembered(main)).toBe(false);
  });

  test('E9 with one that was refused, a later hard end is unclear, and nothing is erased', async () => {
    world().server.lifetimeMs = 300_000;
    const main = await signedIn();
    world().server.http.on('/_matrix/client/v3/refresh', () => ({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } }));
    await expect(change(main).sending!(() => Promise.reject(cut))).rejects.toBe(cut);
    await expect.poll(() => main.runner.state, { timeout: 5_000 }).toMatchObject({ phase: 'active', refreshable: false });
    await main.settled();
    expect(isRemembered(main), 'the cache still answers').toBe(true);
    removeDevice();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    expect(await main.until('expired', 'erasing', 'erased')).toMatchObject({ phase: 'expired', unclear: true });
  });
});
