import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import { MetA401 } from '../account/metA401.ts';
import { passwordChange } from '../account/passwordChange.ts';
import { toError } from '../http/toError.ts';
import { newWorld, startMain, user } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

let world: World;
let main: Main;

beforeEach(async () => {
  world = newWorld();
  main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  world.server.expireAll();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: Date.now() });
});
afterEach(async () => {
  main.end();
  await world.remove();
});

const logins = (): number => world.server.http.sent.filter(({ method, url }) => method === 'POST' && url.endsWith('/login')).length;

test('a token for an account that has gone meanwhile does not wait beside the next one’s', async () => {
  let come = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    come = resolve;
  });
  const { send } = world.server.http;
  world.server.http.send = async (request) => {
    const answer = await send(request);
    if (request.url.endsWith('/login') && (request.body as { device_id?: string } | undefined)?.device_id) await late;
    return answer;
  };
  main.signInAgain();
  await expect.poll(() => logins()).toBe(2);
  main.runner.send({ type: 'cancelled' });
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.until('erased');
  main.runner.send({ type: 'noticeRead' });
  main.signIn();
  await main.until('opening');
  come();
  await main.settled();
  expect(main.credentials.next).toBeNull();
});

test('F1 A5 a sign-out that something in between calls done is not', async () => {
  main.signInAgain();
  await main.until('active');
  await main.settled();
  world.server.http.on('/_matrix/client/v3/logout', () => ({ status: 200, json: undefined }));
  main.runner.send({ type: 'signOutAsked', now: 1 });
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'signingOut', problem: { code: 'serverFailing' } });
});

describe('a server on which a new token for a device ends the one before', () => {
  const loginPath = '/_matrix/client/v3/login';

  /** The server signs us in once more, and its answer is lost. */
  async function loseAnswer(): Promise<void> {
    const { http, tokens } = world.server;
    http.on(loginPath, () => {
      tokens.clear();
      return new TypeError('fetch failed');
    });
    main.signInAgain();
    await main.until('resuming');
    await main.until('expired');
  }

  function answerAgain(): void {
    const { server } = world;
    server.http.on(loginPath, ({ body }) => {
      const deviceId = (body as { device_id?: string }).device_id ?? '';
      server.tokens.set('syt_at_last', { deviceId, state: 'alive' });
      return { json: { user_id: user, device_id: deviceId, access_token: 'syt_at_last' } };
    });
  }

  test('K5 E9 a token that could not be confirmed, and whose end only a later sign-in means, destroys nothing', async () => {
    world.server.http.on('/_matrix/client/v3/keys/query', () => ({ status: 502 }));
    main.signInAgain();
    await main.until('resuming');
    await main.until('expired');
    expect(main.credentials.next).not.toBeNull();
    await loseAnswer();
    world.server.http.on('/_matrix/client/v3/keys/query', () => ({ json: { device_keys: {} } }));
    answerAgain();
    main.signInAgain();
    expect(await main.until('active', 'erasing', 'erased')).toMatchObject({ phase: 'active' });
    expect(main.token()).toBe('syt_at_last');
  });

  test('C7 K5 E9 another account’s sign-in in between does not make the lost answer forgotten', async () => {
    await loseAnswer();
    world.server.http.on(loginPath, () => {
      world.server.tokens.set('syt_of_mallory', { deviceId: 'OTHER', userId: '@mallory:hs.test', state: 'alive' });
      return { json: { user_id: '@mallory:hs.test', device_id: 'OTHER', access_token: 'syt_of_mallory' } };
    });
    main.signInAgain();
    await main.until('resuming');
    expect(await main.until('expired', 'erasing', 'erased')).toMatchObject({ phase: 'expired', problem: { code: 'wrongAccount' } });
    answerAgain();
    main.signInAgain();
    expect(await main.until('active', 'erasing', 'erased')).toMatchObject({ phase: 'active' });
  });
});

describe('a password change that was not sent', () => {
  const change = () =>
    passwordChange(
      {
        ...main,
        http: world.server.http,
        monotonic: () => 1,
        wallClock: () => 1,
        wait: async () => undefined,
        toError: (cause) => toError(cause, main.log),
      },
      main.credentials.account!,
      'new' as Password,
      true,
    );
  const isMarked = (): boolean | undefined => main.record.of(main.credentials.account!.slug)?.loginSent;

  test('E10 leaves the end of the session what it is: a removed device is wiped', async () => {
    const cause = new Failure({ code: 'sessionPaused' });
    await expect(change().sending!(() => Promise.reject(cause))).rejects.toBe(cause);
    expect(isMarked()).toBe(false);
  });

  test.each(['sessionPaused', 'refused'] as const)(
    'F5 E9 but one that was sent, and met a 401 (%s), does not: the change may have been made',
    async (code) => {
      const cause = new MetA401(code === 'refused' ? { code, errcode: 'M_UNKNOWN_TOKEN', status: 401, message: '' } : { code });
      await expect(change().sending!(() => Promise.reject(cause))).rejects.toBe(cause);
      expect(isMarked()).toBe(true);
    },
  );

  test('F5 but one whose answer was lost does not', async () => {
    await expect(change().sending!(() => Promise.reject(new TypeError('fetch failed')))).rejects.toThrow('fetch failed');
    expect(isMarked()).toBe(true);
  });
});
