import { describe, expect, test } from 'vitest';
import type { Password } from '../../core/ids.ts';
import { passwordChange } from '../account/passwordChange.ts';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { toError } from '../http/toError.ts';
import { livesOfMain } from './lives.fixtures.ts';
import type { Main } from './session.fixtures.ts';
import { lookAfterSync } from './lookAfterLost.ts';
import { LostAnswer } from './lostAnswer.ts';

/** N-1: a gateway gives up waiting, the old token still lives, and the server does its work afterwards. */
const { world, start, signedIn, expired } = livesOfMain({ graceMs: 60_000 });

const page = (status: number): HttpAnswer => ({
  status,
  json: undefined,
  text: '<h1>Gateway</h1>',
  etag: null,
  retryAfter: null,
  cacheControl: null,
  url: '',
});
const json = (status: number, body: unknown): HttpAnswer => ({ ...page(status), json: body, text: JSON.stringify(body) });
const cut = new Error('net::ERR_CONNECTION_RESET');
const silences: readonly [string, HttpAnswer | Error][] = [
  ['502', page(502)],
  ['504', page(504)],
  ['500 with an errcode', json(500, { errcode: 'M_UNKNOWN' })],
  ['408 without an errcode', page(408)],
  ['a cut connection', cut],
];

const isRemembered = (main: Main): boolean => main.lost.isRemembered(main.credentials.account?.slug ?? '');
const ofLogin = ({ method, url, body }: HttpRequest): boolean =>
  method === 'POST' && url.endsWith('/login') && (body as { device_id?: string }).device_id !== undefined;
const partsOf = (main: Main) => ({ ...main, http: world().server.http, monotonic: () => performance.now(), wallClock: () => Date.now() });

function comeTo(end: HttpAnswer | Error): Promise<HttpAnswer> {
  return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
}

/** Every sign-in again comes to this, from now on. */
function answerLogins(end: HttpAnswer | Error): void {
  const { send } = world().server.http;
  world().server.http.send = async (request) => (ofLogin(request) ? comeTo(end) : send(request));
}

function change(main: Main) {
  // Never over: the next try is for later.
  const wait = (): Promise<void> => new Promise(() => undefined);
  return passwordChange(
    { ...partsOf(main), wait, toError: (cause) => toError(cause, main.log) },
    main.credentials.account!,
    'new' as Password,
    true,
  );
}

/** The server comes to the end of what it was asked: nothing that we hold is good any more, and the device and its keys are there. */
function lateWork(): void {
  world().server.tokens.clear();
  world().server.refreshTokens.clear();
}

async function isUnclear(main: Main): Promise<void> {
  expect(await main.until('expired', 'erasing', 'erased')).toMatchObject({ phase: 'expired' });
  await expect.poll(() => main.runner.state, { timeout: 5_000 }).toMatchObject({ phase: 'expired', unclear: true });
}

describe('C26 E9 the server does late what a gateway has given up: unclear, and nothing is erased (N-1)', () => {
  test.each(silences)('F5 B1 a change of password, with a refresh token that still works meanwhile: %s', async (_what, end) => {
    const main = await signedIn({ lifetimeMs: 300_000 });
    await change(main).sending!(() => comeTo(end)).catch(() => undefined);
    main.runner.send({ type: 'refreshDue', epoch: 1 });
    await expect.poll(() => main.runner.state, { timeout: 5_000 }).toMatchObject({ phase: 'active', epoch: 2 });
    await main.settled();
    expect(isRemembered(main)).toBe(true);
    lateWork();
    main.runner.send({ type: 'tokenJudged', epoch: 2, verdict: { is: 'hard' }, now: Date.now() });
    await isUnclear(main);
  });

  test.each(silences)('a sign-in again, after a look at the old token: %s', async (_what, end) => {
    const main = await expired();
    answerLogins(end);
    main.signInAgain();
    await main.until('resuming');
    await main.until('expired');
    main.runner.send({ type: 'retryAsked' });
    await main.settled();
    expect(isRemembered(main)).toBe(true);
    lateWork();
    main.runner.send({ type: 'retryAsked' });
    await isUnclear(main);
  });

  test('a sign-in again, and the next one’s token that could not be confirmed', async () => {
    const main = await expired();
    const { send } = world().server.http;
    answerLogins(page(504));
    main.signInAgain();
    await main.until('resuming');
    await main.until('expired');
    world().server.http.send = async (request) => (request.url.endsWith('/keys/query') ? page(502) : send(request));
    main.signInAgain();
    await main.until('resuming');
    await main.until('expired');
    expect(main.credentials.next).not.toBeNull();
    lateWork();
    main.runner.send({ type: 'retryAsked' });
    await isUnclear(main);
  });

  test('L1 an early sign-in, after a sync and its look', async () => {
    const main = await signedIn();
    answerLogins(page(504));
    main.signInAgain();
    await main.until('resuming');
    await main.until('active');
    lookAfterSync({ ...partsOf(main) });
    await main.settled();
    lateWork();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    await isUnclear(main);
  });

  test('K1 killed while it was on its way: the next start looks at once, and learns nothing yet', async () => {
    const main = await expired();
    const { send } = world().server.http;
    world().server.http.send = async (request) => (ofLogin(request) ? new Promise(() => undefined) : send(request));
    main.signInAgain();
    await expect.poll(() => isRemembered(main)).toBe(true);
    main.end();
    world().server.http.send = send;
    const next = start();
    await next.until('expired');
    next.runner.send({ type: 'retryAsked' });
    await next.settled();
    expect(isRemembered(next)).toBe(true);
    lateWork();
    next.runner.send({ type: 'retryAsked' });
    await isUnclear(next);
    // D3: one more sign-in settles it.
    next.signInAgain();
    await next.until('active');
  });

  test('F5 the password was changed, its sign-in has to wait, and a sync is still answered with the old token', async () => {
    const main = await signedIn();
    answerLogins(json(429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 60_000 }));
    const changing = change(main);
    await changing.sending!(async () => json(200, {}));
    await changing.done();
    lookAfterSync({ ...partsOf(main) });
    await main.settled();
    lateWork();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    await isUnclear(main);
  });
});

describe('C26 E10 the server’s own refusal is an answer: a device that is removed then is erased', () => {
  test.each<[string, HttpAnswer]>([
    [
      'the password is wrong',
      json(401, { errcode: 'M_FORBIDDEN', error: 'Invalid password', flows: [{ stages: ['m.login.password'] }], params: {} }),
    ],
    ['it asks for the password', json(401, { flows: [{ stages: ['m.login.password'] }], params: {}, session: 's' })],
    ['too weak', json(400, { errcode: 'M_WEAK_PASSWORD' })],
  ])('%s', async (_what, end) => {
    const main = await signedIn();
    await change(main).sending!(() => comeTo(end));
    expect(isRemembered(main)).toBe(false);
    lateWork();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'hard' }, now: Date.now() });
    await main.until('erased');
  });
});

describe('the time that a server is given', () => {
  test.each([
    ['no answer', 'thrown', 180_000],
    ['a gateway’s answer', 'unanswered', 180_000],
    ['a refusal', 'refused', 0],
    ['an answer', 'answered', 0],
  ] as const)('%s', async (_what, how, ms) => {
    const main = await signedIn();
    const { slug } = main.credentials.account!;
    const lost = new LostAnswer({ record: main.record, monotonic: () => 1_000 });
    const asking = lost.around(slug, 'loginSent', async ({ sent, refused, unanswered }) => {
      await sent();
      expect(lost.countsIn).toBeNull();
      if (how === 'refused') await refused();
      if (how === 'unanswered') unanswered();
      if (how === 'thrown' || how === 'refused') throw cut;
    });
    await asking.catch(() => undefined);
    expect(lost.countsIn).toBe(ms);
  });

  test('a mark that is found at a start counts from that start', async () => {
    const main = await signedIn();
    const { slug } = main.credentials.account!;
    const lost = new LostAnswer({ record: main.record, monotonic: () => 1_000 });
    lost.found(slug);
    expect(lost.countsIn).toBe(0);
    await main.record.change('record sign-in sent', slug, { loginSent: true });
    lost.found(slug);
    expect(lost.countsIn).toBe(180_000);
  });
});
