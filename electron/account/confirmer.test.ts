import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountOutcome } from '../../core/features/account/ownAccount.ts';
import type { HttpAnswer } from '../http/http.ts';
import { isEmptyObject } from '../http/success.ts';
import { toError } from '../http/toError.ts';
import { fakeLog } from '../FakeLog.ts';
import type { AccountRequest } from './accountServer.ts';
import { Confirmer } from './confirmer.ts';

type Reply = { readonly status: number; readonly json?: unknown; readonly retryAfter?: string } | Error;
type Auth = Record<string, unknown> | undefined;

const ask = (stages: readonly string[][], more: object = {}): Reply => ({
  status: 401,
  json: { session: 's1', flows: stages.map((flow) => ({ stages: flow })), params: {}, ...more },
});
const done: Reply = { status: 200, json: {} };

let replies: Reply[];
let auths: Auth[];
let opened: string[];
let doneCount: number;
let wasDone: boolean;
let confirmer: Confirmer;

beforeEach(() => {
  replies = [];
  auths = [];
  opened = [];
  doneCount = 0;
  wasDone = false;
  const log = fakeLog();
  confirmer = new Confirmer({
    server: {
      send: async ({ body }: AccountRequest): Promise<HttpAnswer> => {
        auths.push((body as { auth?: Auth }).auth);
        const reply = replies.shift() ?? done;
        if (reply instanceof Error) throw reply;
        return { json: undefined, text: '', etag: null, retryAfter: null, cacheControl: null, url: '', ...reply };
      },
    },
    account: () => ({ userId: '@alice:hs.test', homeserver: 'https://hs.test' }),
    openInBrowser: async (url) => void opened.push(url),
    toError: (cause) => toError(cause, log),
  });
});

const begin = (): Promise<AccountOutcome> =>
  confirmer.begin({
    path: '/v3/delete_devices',
    body: { devices: ['X'] },
    isSuccess: isEmptyObject,
    done: () => void (doneCount += 1),
    wasDone: async () => wasDone,
  });

async function question(): Promise<number> {
  const outcome = await begin();
  if (outcome.is !== 'confirm') throw new Error('nothing was asked');
  return outcome.confirmation.id;
}

describe('F7 A10', () => {
  test('a server that asks nothing has done it', async () => {
    expect(await begin()).toEqual({ is: 'done' });
    expect(doneCount).toBe(1);
  });

  // L-14
  test('E11 a portal’s JSON with status 200 has done nothing; the question stays', async () => {
    replies = [{ status: 200, json: { portal: 1 } }];
    await expect(begin()).rejects.toMatchObject({ error: { code: 'serverFailing', status: 200 } });
    replies = [ask([['m.login.password']]), { status: 200, json: { portal: 1 } }];
    const id = await question();
    expect(await confirmer.byPassword(id, 'right')).toMatchObject({
      is: 'confirm',
      confirmation: { problem: { code: 'serverFailing', status: 200 } },
    });
    expect(doneCount).toBe(0);
    expect(await confirmer.byPassword(id, 'right')).toEqual({ is: 'done' });
  });

  test('the password goes with the whole user ID and the session', async () => {
    replies = [ask([['m.login.password']])];
    const id = await question();
    expect(await confirmer.byPassword(id, 'secret')).toEqual({ is: 'done' });
    expect(auths).toEqual([
      undefined,
      { type: 'm.login.password', identifier: { type: 'm.id.user', user: '@alice:hs.test' }, password: 'secret', session: 's1' },
    ]);
  });

  test('a wrong password is asked again in place', async () => {
    replies = [ask([['m.login.password']]), ask([['m.login.password']], { errcode: 'M_FORBIDDEN', error: 'no', completed: [] })];
    const id = await question();
    expect(await confirmer.byPassword(id, 'wrong')).toMatchObject({
      is: 'confirm',
      confirmation: { id, problem: { code: 'badCredentials' } },
    });
    expect(await confirmer.byPassword(id, 'right')).toEqual({ is: 'done' });
  });

  test('a rate limit and a lost connection leave the question open', async () => {
    replies = [
      ask([['m.login.password']]),
      { status: 429, json: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1234 } },
      Object.assign(new Error('net::ERR_CONNECTION_RESET'), {}),
    ];
    const id = await question();
    expect(await confirmer.byPassword(id, 'p')).toMatchObject({ confirmation: { problem: { code: 'rateLimited', retryAfterMs: 1234 } } });
    expect(await confirmer.byPassword(id, 'p')).toMatchObject({ confirmation: { problem: { code: 'offline' } } });
    expect(await confirmer.byPassword(id, 'p')).toEqual({ is: 'done' });
  });

  test('after a lost answer, a refused password may mean that it was done', async () => {
    replies = [
      ask([['m.login.password']]),
      new Error('net::ERR_CONNECTION_RESET'),
      ask([['m.login.password']], { errcode: 'M_FORBIDDEN' }),
    ];
    const id = await question();
    await confirmer.byPassword(id, 'old');
    wasDone = true;
    expect(await confirmer.byPassword(id, 'old')).toEqual({ is: 'done' });
    expect(doneCount).toBe(1);
  });

  test('a refused password alone is never taken for that', async () => {
    replies = [ask([['m.login.password']]), ask([['m.login.password']], { errcode: 'M_FORBIDDEN' })];
    wasDone = true;
    const id = await question();
    expect(await confirmer.byPassword(id, 'wrong')).toMatchObject({ confirmation: { problem: { code: 'badCredentials' } } });
    expect(doneCount).toBe(0);
  });

  test('dummy stages need nobody, in any place of a flow', async () => {
    replies = [
      ask([['m.login.dummy', 'm.login.password']]),
      ask([['m.login.dummy', 'm.login.password']], { completed: ['m.login.dummy'] }),
    ];
    const id = await question();
    expect(auths[1]).toEqual({ type: 'm.login.dummy', session: 's1' });
    expect(await confirmer.byPassword(id, 'p')).toEqual({ is: 'done' });
  });

  test('a server that never has enough of dummies is not asked for ever', async () => {
    replies = Array.from({ length: 20 }, () => ask([['m.login.dummy']]));
    await expect(begin()).rejects.toThrow();
    expect(auths.length).toBeLessThan(10);
  });

  test.each([
    ['m.login.sso', {}, 'https://hs.test/_matrix/client/v3/auth/m.login.sso/fallback/web?session=s1'],
    ['org.example.unheard', {}, 'https://hs.test/_matrix/client/v3/auth/org.example.unheard/fallback/web?session=s1'],
    ['m.oauth', { params: { 'm.oauth': { url: 'https://as.test/reset' } } }, 'https://as.test/reset'],
    [
      'org.matrix.cross_signing_reset',
      { params: { 'org.matrix.cross_signing_reset': { url: 'https://as.test/old' } } },
      'https://as.test/old',
    ],
  ])('%s is done in the browser, then counts by the session alone', async (stage, more, page) => {
    replies = [ask([[stage]], more), ask([[stage]], more)];
    const id = await question();
    expect(await confirmer.inBrowser(id, stage)).toMatchObject({ confirmation: { inBrowser: stage } });
    expect(opened).toEqual([page]);
    expect(await confirmer.isDone(id), 'not finished there yet').toMatchObject({ confirmation: { inBrowser: stage, problem: null } });
    expect(await confirmer.isDone(id)).toEqual({ is: 'done' });
    expect(auths.at(-1)).toEqual({ session: 's1' });
  });

  test('I14 a page that no browser opens is no way, and no other page is opened instead', async () => {
    replies = [ask([['m.oauth']], { params: { 'm.oauth': { url: 'file:///etc/passwd' } } })];
    await expect(begin()).rejects.toThrow();
    replies = [ask([['m.login.password'], ['m.oauth']], { params: { 'm.oauth': { url: 'javascript:alert(1)' } } })];
    const id = await question();
    await expect(confirmer.inBrowser(id, 'm.oauth')).rejects.toThrow();
    expect(opened).toEqual([]);
  });

  test('a session that has timed out is begun anew, with what was typed', async () => {
    replies = [
      ask([['m.login.password']]),
      { status: 400, json: { errcode: 'M_UNKNOWN', error: 'Unknown session ID' } },
      ask([['m.login.password']], { session: 's2' }),
    ];
    const id = await question();
    expect(await confirmer.byPassword(id, 'p')).toEqual({ is: 'done' });
    expect(auths.map((auth) => auth?.['session'])).toEqual([undefined, 's1', undefined, 's2']);
  });

  test('an answer that is a refusal of what was asked ends the question', async () => {
    replies = [ask([['m.login.password']]), { status: 400, json: { errcode: 'M_WEAK_PASSWORD', error: 'too weak' } }];
    const id = await question();
    await expect(confirmer.byPassword(id, 'p')).rejects.toMatchObject({ error: { code: 'refused', errcode: 'M_WEAK_PASSWORD' } });
    await expect(confirmer.byPassword(id, 'p')).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });

  test('what was called off is no longer answered', async () => {
    replies = [ask([['m.login.password']])];
    const id = await question();
    confirmer.cancel(id);
    await expect(confirmer.byPassword(id, 'p')).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(doneCount).toBe(0);
  });
});
