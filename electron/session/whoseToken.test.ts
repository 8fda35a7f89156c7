import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { newWorld, startMain, user } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

let world: World;
let main: Main;

type Body = Record<string, unknown>;
type Alteration = (body: Body) => Body;
const whoamiPath = '/account/whoami';
const without =
  (...names: string[]): Alteration =>
  (body) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
const withOther =
  (more: Body): Alteration =>
  (body) => ({ ...body, ...more });

/** The answer of the server is altered on its way; what the server did is not. */
function alter(isMeant: (request: HttpRequest) => boolean, change: (answer: HttpAnswer) => HttpAnswer | Error, times = Infinity): void {
  const { send } = world.server.http;
  let left = times;
  world.server.http.send = async (request) => {
    const answer = await send(request);
    if (!isMeant(request) || left === 0) return answer;
    left -= 1;
    const altered = change(answer);
    if (altered instanceof Error) throw altered;
    return altered;
  };
}

const ofLogin = ({ method, url }: HttpRequest): boolean => method === 'POST' && url.endsWith('/login');
const ofNewWhoami = ({ url, token }: HttpRequest): boolean => url.endsWith(whoamiPath) && token !== 'syt_token_number_1';
const json =
  (change: Alteration) =>
  (answer: HttpAnswer): HttpAnswer => ({ ...answer, json: change(answer.json as Body) });
const loggedOut = (): readonly (string | undefined)[] =>
  world.server.http.sent.filter(({ url }) => url.endsWith('/logout')).map(({ token }) => token);

beforeEach(async () => {
  world = newWorld();
  main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  await main.credentials.learnIdentity({ ed25519: 'our key', curve25519: 'curve', published: true });
  world.server.deviceKeys.set('DEVICE1', 'our key');
  world.server.expireAll();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: Date.now() });
  await main.until('expired');
});
afterEach(async () => {
  main.end();
  await world.remove();
});

async function refusedNow(): Promise<void> {
  main.signInAgain();
  await main.until('resuming');
  await main.until('expired');
  await main.settled();
}

test.each<[string, Alteration]>([
  ['names no device', without('device_id')],
  ['names another device', withOther({ device_id: 'ANOTHER' })],
  ['names nobody', without('user_id', 'device_id')],
  ['names another user', withOther({ user_id: '@mallory:hs.test' })],
  ['holds what is no name', withOther({ user_id: 7, device_id: [] })],
])(
  'C7 C8 C9 an answer to signing in that %s on its way: whoami tells that the token is ours, and it goes on (L-3)',
  async (_how, change) => {
    alter(ofLogin, json(change));
    main.signInAgain();
    await main.until('active');
    expect(main.token()).toBe('syt_token_number_2');
    expect(loggedOut()).toEqual([]);
  },
);

describe('C8 a token that may be our own device’s is neither used nor ended (L-3)', () => {
  test.each<[string, Alteration, (answer: HttpAnswer) => HttpAnswer | Error]>([
    ['whoami names no device, either', without('device_id'), json(without('device_id'))],
    ['whoami names another device, which is not there', without('device_id'), json(withOther({ device_id: 'ANOTHER' }))],
    ['both name another device, which is not there', withOther({ device_id: 'ANOTHER' }), json(withOther({ device_id: 'ANOTHER' }))],
    ['both name another user, who is us', withOther({ user_id: '@mallory:hs.test' }), json(withOther({ user_id: '@mallory:hs.test' }))],
    ['whoami fails', without('device_id'), (answer) => ({ ...answer, status: 502, json: undefined })],
    ['whoami is limited', without('device_id'), (answer) => ({ ...answer, status: 429, json: { errcode: 'M_LIMIT_EXCEEDED' } })],
    ['whoami is cut', without('device_id'), () => new Error('net::ERR_CONNECTION_RESET')],
    [
      'whoami says that the token is dead',
      without('device_id'),
      (answer) => ({ ...answer, status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: false } }),
    ],
  ])('%s', async (_how, change, whoami) => {
    alter(ofLogin, json(change), 1);
    alter(ofNewWhoami, whoami, 1);
    await refusedNow();
    expect(main.runner.state).toMatchObject({ phase: 'expired', problem: { code: expect.any(String) as string } });
    expect(main.credentials.next, 'forgotten').toBeNull();
    expect(loggedOut()).toEqual([]);
    main.signInAgain();
    await main.until('active');
    expect(main.token()).toBe('syt_token_number_3');
    expect(main.log.lines.join('')).not.toContain('syt_token_number_2');
  });
});

test.each([
  ['C7', { userId: '@mallory:hs.test', deviceId: 'DEVICE1' }, 'wrongAccount'],
  ['C8', { userId: user, deviceId: 'OTHER' }, 'wrongDevice'],
] as const)('%s a token that is really somebody else’s is logged out, and nothing changes', async (_row, answersAs, code) => {
  world.server.answersAs = answersAs;
  await refusedNow();
  expect(main.runner.state).toMatchObject({ phase: 'expired', problem: { code } });
  expect([...world.server.tokens.keys()]).toEqual(['syt_token_number_1']);
  world.server.answersAs = { userId: user, deviceId: null };
  main.signInAgain();
  await main.until('active');
});

test('C8 J8 a first sign-in whose answer names no device learns it from whoami', async () => {
  const fresh = newWorld();
  const first = startMain(fresh);
  const { send } = fresh.server.http;
  fresh.server.http.send = async (request) => (ofLogin(request) ? json(without('device_id'))(await send(request)) : send(request));
  first.runner.start();
  await first.until('signedOut');
  first.signIn();
  await first.until('opening');
  expect(first.credentials.account?.deviceId).toBe('DEVICE1');
  first.end();
  await fresh.remove();
});
