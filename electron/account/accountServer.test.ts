import { beforeEach, expect, test } from 'vitest';
import type { AccessToken } from '../../core/ids.ts';
import type { SessionEvent } from '../../core/session/events.ts';
import type { SessionState } from '../../core/session/states.ts';
import { FakeHttp } from '../http/FakeHttp.ts';
import { AccountServer } from './accountServer.ts';
import type { AccountServerParts } from './accountServer.ts';

const account = { userId: '@alice:hs.test', deviceId: 'D', homeserver: 'https://hs.test', slug: 'aa' } as const;
const path = '/_matrix/client/v3/devices';
const soft = { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true } };
const hard = { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } };

const state = (phase: 'active' | 'expired' | 'checking' | 'erasing'): SessionState =>
  ({ phase, account, attempt: 1, epoch: 1 }) as unknown as SessionState;

let http: FakeHttp;
let credentials: { account: typeof account | null; tokens: { accessToken: AccessToken }; epoch: number };
let sent: SessionEvent[];
let current: SessionState;
let listeners: Set<(state: SessionState) => void>;
/** What the machine makes of a judged token. */
let onJudged: () => void;
let server: AccountServer;

function become(next: SessionState): void {
  current = next;
  for (const listener of [...listeners]) listener(next);
}

beforeEach(() => {
  http = new FakeHttp();
  credentials = { account, tokens: { accessToken: 'token-1' as AccessToken }, epoch: 1 };
  sent = [];
  current = state('active');
  listeners = new Set();
  onJudged = () => become(state('expired'));
  const runner: AccountServerParts['runner'] = {
    get state() {
      return current;
    },
    send: (event) => {
      sent.push(event);
      onJudged();
    },
    listen: (listener) => {
      listeners.add(listener);
      listener(current);
      return () => listeners.delete(listener);
    },
  };
  server = new AccountServer({
    http,
    credentials: credentials as unknown as AccountServerParts['credentials'],
    runner,
    wallClock: () => 7,
    patienceMs: 50,
  });
});

const get = () => server.send({ method: 'GET', path: '/v3/devices' });

test('asks with the current token', async () => {
  http.on(path, () => ({ json: { devices: [] } }));
  expect((await get()).status).toBe(200);
  expect(http.sent[0]).toMatchObject({ token: 'token-1', url: `https://hs.test${path}` });
  expect(listeners.size).toBe(0);
});

test('A11 an expired token goes to the session machine, and the call says that the session is paused', async () => {
  http.on(path, () => soft);
  await expect(get()).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
  expect(sent).toEqual([{ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: 7 }]);
  expect(listeners.size).toBe(0);
});

test('A10 a 401 of user-interactive authentication is an answer, and nothing the machine hears of', async () => {
  for (const json of [
    { session: 's', flows: [] },
    { session: 's', flows: [], errcode: 'M_FORBIDDEN' },
  ]) {
    http.on(path, () => ({ status: 401, json }));
    expect((await get()).status).toBe(401);
  }
  expect(sent).toEqual([]);
});

test.each([
  [502, undefined],
  [429, { errcode: 'M_LIMIT_EXCEEDED' }],
  [403, { errcode: 'M_FORBIDDEN' }],
  [404, { errcode: 'M_UNRECOGNIZED' }],
  [401, undefined],
  [401, { errcode: 'M_MISSING_TOKEN' }],
])('A5 A6 A7 A14 %i %j says nothing about the session', async (status, json) => {
  http.on(path, () => ({ status, json }));
  expect((await get()).status).toBe(status);
  expect(sent).toEqual([]);
});

test('B5 A12 a token that comes meanwhile is used, once', async () => {
  http.on(path, ({ token }) => (token === 'token-2' ? { json: {} } : hard));
  onJudged = () => {
    become(state('checking'));
    setTimeout(() => {
      credentials.tokens = { accessToken: 'token-2' as AccessToken };
      credentials.epoch = 2;
      become(state('active'));
    }, 5);
  };
  expect((await get()).status).toBe(200);
  expect(http.sent.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  expect(sent.length).toBe(1);
});

test('A12 the end of a token that is no longer current is not reported', async () => {
  http.on(path, ({ token }) => {
    if (token === 'token-2') return { json: {} };
    credentials.tokens = { accessToken: 'token-2' as AccessToken };
    credentials.epoch = 2;
    return hard;
  });
  expect((await get()).status).toBe(200);
  expect(sent).toEqual([]);
});

test('a 401 that whoami does not confirm is an error of this call only', async () => {
  http.on(path, () => hard);
  onJudged = () => {
    become(state('checking'));
    setTimeout(() => become(state('active')), 5);
  };
  await expect(get()).rejects.toMatchObject({ error: { code: 'refused', errcode: 'M_UNKNOWN_TOKEN' } });
});

test('while the session is paused nothing is sent; one that is never judged does not wait for ever', async () => {
  current = state('expired');
  await expect(get()).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
  current = state('checking');
  await expect(get()).rejects.toMatchObject({ error: { code: 'sessionPaused' } });
  expect(http.sent).toEqual([]);
  expect(listeners.size).toBe(0);
});

test('A5 success that is not JSON comes from something in between, so nothing was done that a reset could follow', async () => {
  http.on(path, () => ({ status: 200, json: undefined }));
  await expect(get()).rejects.toMatchObject({ error: { code: 'serverFailing', status: 200 } });
});
