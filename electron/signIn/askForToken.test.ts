import { expect, test } from 'vitest';
import type { AccessToken, RefreshToken } from '../../core/ids.ts';
import type { DeviceCode, SignInAgainMethod } from '../../core/session/method.ts';
import { fakeLog } from '../FakeLog.ts';
import { askForToken } from './askForToken.ts';
import type { NewDeviceRequest, SameDeviceRequest } from './askForToken.ts';
import { AppLinks } from './browser/appLinks.ts';
import { BrowserTask } from './browser/browserTask.ts';
import { endSession } from './endSession.ts';
import { FakeHttp } from '../http/FakeHttp.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { CheckCodeEntry } from './qr/checkCodeEntry.ts';
import { authServer, metadataJson } from './oauth/FakeAuthServer.ts';
import type { FakeAuthServer } from './oauth/FakeAuthServer.ts';
import { AfterSilence } from './oauth/deviceGrant.ts';
import { MetadataCache } from './oauth/metadataCache.ts';
import { revoke } from './oauth/revoke.ts';

const baseUrl = 'https://hs.test';
const alice = { userId: '@alice:hs.test', deviceId: 'OLDDEVICE1' } as const;

/** `visit`: what the browser does with the page that is opened. */
function latchkey(http: Http, visit: (url: string) => Promise<unknown> = async () => undefined) {
  const log = fakeLog();
  const opened: string[] = [];
  const codes: (DeviceCode | null)[] = [];
  const waits: number[] = [];
  let now = 0;
  const browserTask = new BrowserTask({
    open: async (url) => {
      opened.push(url);
      void visit(url).catch(() => undefined);
    },
    leave: () => undefined,
  });
  const pause = async (ms: number): Promise<void> => {
    waits.push(ms);
    now += ms;
  };
  const ask = (
    method: SignInAgainMethod,
    more: Partial<Omit<NewDeviceRequest, 'again'>> & Partial<Pick<SameDeviceRequest, 'again'>> = {},
  ) => {
    const { again = null, ...rest } = more;
    return askForToken(
      {
        http,
        log,
        links: new AppLinks(),
        metadata: new MetadataCache(http, () => 0),
        browserTask,
        checkCode: new CheckCodeEntry(),
        monotonic: () => now,
        pause,
      },
      {
        baseUrl,
        serverName: 'hs.test',
        user: 'alice',
        password: null,
        deviceName: 'Latchkey on Linux',
        signal: new AbortController().signal,
        onBrowser: (code) => void codes.push(code),
        beforeIssue: async () => undefined,
        onQr: () => undefined,
        ...rest,
        method,
        again,
      },
    );
  };
  return { ask, log, opened, codes, waits, browserTask };
}

const byBrowser = (server: FakeAuthServer, change: (back: URL) => void = () => undefined) =>
  latchkey(server.http, async (url) => {
    const back = server.consent(url);
    change(back);
    await fetch(back);
  });

test('C6: SSO goes to the provider, comes back with a token, and signs in with it', async () => {
  const http = new FakeHttp().on('/_matrix/client/v3/login', ({ body }) => ({
    json: { user_id: '@alice:hs.test', device_id: 'NEW', access_token: 'syt_new', refresh_token: 'syr_new', sent: body },
  }));
  const app = latchkey(http, (url) => fetch(`${new URL(url).searchParams.get('redirectUrl')}?loginToken=one-use-token`));
  await expect(app.ask({ is: 'sso', provider: 'oidc-own/1' })).resolves.toMatchObject({
    accessToken: 'syt_new',
    refreshToken: 'syr_new',
    grant: { is: 'login' },
  });
  const url = new URL(app.opened[0] ?? '');
  expect(url.pathname).toBe('/_matrix/client/v3/login/sso/redirect/oidc-own%2F1');
  expect(url.searchParams.get('action')).toBe('login');
  expect(url.searchParams.get('redirectUrl')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
  expect(http.sent.at(-1)?.body).toEqual({
    type: 'm.login.token',
    token: 'one-use-token',
    refresh_token: true,
    initial_device_display_name: 'Latchkey on Linux',
  });
  expect(app.codes).toEqual([null]);
  expect(app.browserTask.page).toBeNull();
});

test('C6: SSO again asks for the stored device', async () => {
  const http = new FakeHttp().on('/_matrix/client/v3/login', () => ({
    json: { user_id: alice.userId, device_id: alice.deviceId, access_token: 'syt_new' },
  }));
  const app = latchkey(http, (url) => fetch(`${new URL(url).searchParams.get('redirectUrl')}?loginToken=one-use-token`));
  await app.ask({ is: 'sso', provider: null }, { again: alice, deviceName: null });
  expect(http.sent.at(-1)?.body).toMatchObject({ device_id: alice.deviceId });
  expect(new URL(app.opened[0] ?? '').pathname).toBe('/_matrix/client/v3/login/sso/redirect');
});

test('C14: a login token that is spent asks for a new start', async () => {
  const http = new FakeHttp().on('/_matrix/client/v3/login', () => ({
    status: 403,
    json: { errcode: 'M_FORBIDDEN', error: 'Invalid login token' },
  }));
  const app = latchkey(http, (url) => fetch(`${new URL(url).searchParams.get('redirectUrl')}?loginToken=one-use-token`));
  await expect(app.ask({ is: 'sso', provider: null })).rejects.toMatchObject({ error: { code: 'signInSpent' } });
});

test('I2–I5: OAuth registers, asks for one device of its own, proves itself by PKCE, and learns whose token it is', async () => {
  const server = authServer();
  const app = byBrowser(server);
  const token = await app.ask({ is: 'oauth' });
  expect(token).toMatchObject({ userId: '@alice:hs.test', accessToken: 'mat_access', refreshToken: 'mar_refresh', lifetimeMs: 300_000 });
  expect(token.deviceId).toMatch(/^[A-Z0-9]{16}$/);
  expect(token.grant).toEqual({
    is: 'oauth',
    issuer: metadataJson.issuer,
    clientId: 'client1',
    tokenEndpoint: metadataJson.token_endpoint,
    revocationEndpoint: metadataJson.revocation_endpoint,
  });
  expect(server.registered).toEqual([
    expect.objectContaining({
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback', 'chat.latchkey:/callback'],
      response_types: ['code'],
    }),
  ]);
  const query = new URL(app.opened[0] ?? '').searchParams;
  expect(query.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  expect(query.get('code_challenge_method')).toBe('S256');
  expect(query.get('login_hint')).toBeNull();
});

test('I2, I6: signing in again registers again, and asks for the stored device', async () => {
  const server = authServer();
  const app = byBrowser(server);
  await expect(app.ask({ is: 'oauth' }, { again: alice })).resolves.toMatchObject({ deviceId: alice.deviceId });
  await app.ask({ is: 'oauth' }, { again: alice });
  expect(server.registered).toHaveLength(2);
  expect(new URL(app.opened[0] ?? '').searchParams.get('login_hint')).toBe('mxid:@alice:hs.test');
});

test('I3: an answer with another state is not taken, and a denial comes back as one', async () => {
  const server = authServer();
  const abort = new AbortController();
  const forged = latchkey(server.http, async (url) => {
    const back = server.consent(url);
    back.searchParams.set('state', 'guessed');
    expect((await fetch(back)).status).toBe(404);
    abort.abort();
  });
  await expect(forged.ask({ is: 'oauth' }, { signal: abort.signal })).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(server.http.sent.some(({ url }) => url.endsWith('/token'))).toBe(false);
  const denied = byBrowser(server, (back) => {
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
  });
  await expect(denied.ask({ is: 'oauth' })).rejects.toMatchObject({ error: { code: 'signInDenied' } });
});

test('an answer that names another issuer is not taken (RFC 9207)', async () => {
  const server = authServer();
  const abort = new AbortController();
  const app = latchkey(server.http, async (url) => {
    const back = server.consent(url);
    back.searchParams.set('iss', 'https://evil.test/');
    expect((await fetch(back)).status).toBe(404);
    abort.abort();
  });
  await expect(app.ask({ is: 'oauth' }, { signal: abort.signal })).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test('I5 C8: a new session whose owner cannot be learned is ended; one of a device in use is left alone, and its owner is not said (L-3)', async () => {
  const server = authServer();
  server.whoami = { status: 503 };
  const app = byBrowser(server);
  await expect(app.ask({ is: 'oauth' })).rejects.toMatchObject({ error: { code: 'serverFailing' } });
  expect(server.revoked).toEqual(['refresh_token mar_refresh client1']);
  await expect(app.ask({ is: 'oauth' }, { again: alice })).resolves.toMatchObject({
    userId: null,
    deviceId: null,
    accessToken: 'mat_access',
  });
  expect(server.revoked).toHaveLength(1);
});

test('I11 F1 E11 a page or a portal in the place of the authorisation server has ended no session', async () => {
  const http = new FakeHttp();
  const revocation = {
    revocationEndpoint: 'https://auth.test/revoke',
    clientId: 'client1',
    accessToken: 'mat' as AccessToken,
    refreshToken: null,
  };
  http.on('/revoke', () => ({ status: 200, text: '\n<h1>Welcome to our hotel</h1>' }));
  await expect(revoke(http, revocation)).rejects.toMatchObject({ error: { code: 'serverFailing' } });
  http.on('/revoke', () => ({ status: 200, text: '{"portal":1}', json: { portal: 1 } }));
  await expect(revoke(http, revocation)).rejects.toMatchObject({ error: { code: 'serverFailing' } });
  for (const text of ['', '{}', 'OK']) {
    http.on('/revoke', () => ({ status: 200, text, json: text === '{}' ? {} : undefined }));
    await revoke(http, revocation);
  }
});

test('no secret of a sign-in is ever in the log', async () => {
  const server = authServer();
  const app = byBrowser(server);
  await app.ask({ is: 'oauth' });
  const query = new URL(app.opened[0] ?? '').searchParams;
  const form = server.http.sent.find(({ url }) => url.endsWith('/token'))?.form;
  const secrets = [query.get('state'), form?.['code'], form?.['code_verifier'], 'mat_access', 'mar_refresh'];
  app.log.write('info', secrets.join(' '));
  for (const secret of secrets) expect(app.log.lines.join()).not.toContain(secret);
});

const pending = { status: 400, json: { error: 'authorization_pending' } };

test('I17: a code is asked about as slowly as the server wishes, and 403 is no refusal', async () => {
  const server = authServer();
  server.polls = [
    pending,
    { ...pending, status: 403 },
    { status: 400, json: { error: 'slow_down' } },
    { status: 429, retryAfter: '30' },
    { status: 503 },
  ];
  const app = latchkey(server.http);
  await expect(app.ask({ is: 'deviceCode' })).resolves.toMatchObject({ userId: '@alice:hs.test', accessToken: 'mat_access' });
  expect(app.codes).toEqual([
    { userCode: 'ABCD-EFGH', uri: 'https://auth.test/link', uriComplete: 'https://auth.test/link?code=ABCD-EFGH' },
  ]);
  expect(app.waits).toEqual([2000, 2000, 2000, 7000, 30_000, 7000, 5000, 7000]);
  expect(app.opened).toEqual([]);
});

test.each([
  ['access_denied', 'signInDenied'],
  ['expired_token', 'browserTimedOut'],
])('I17: %s ends it', async (error, code) => {
  const server = authServer();
  server.polls = [{ status: 403, json: { error } }];
  await expect(latchkey(server.http).ask({ is: 'deviceCode' })).rejects.toMatchObject({ error: { code } });
});

test('I17 C26: an end after a question that had no answer is marked: that question may have been answered with a token (L-9)', async () => {
  const server = authServer();
  const denied = { status: 403, json: { error: 'access_denied' } };
  const endOf = async (...polls: Partial<HttpAnswer>[]): Promise<unknown> => {
    server.polls = [...polls, denied];
    return latchkey(server.http)
      .ask({ is: 'deviceCode' })
      .catch((cause: unknown) => cause);
  };
  expect(await endOf({ status: 502 })).toBeInstanceOf(AfterSilence);
  expect(await endOf(pending, { status: 429 })).not.toBeInstanceOf(AfterSilence);
});

test('I17: a code that nobody typed in time ends by itself', async () => {
  const server = authServer();
  server.polls = Array.from({ length: 1000 }, () => pending);
  await expect(latchkey(server.http).ask({ is: 'deviceCode' })).rejects.toMatchObject({ error: { code: 'browserTimedOut' } });
});

test('I11: an OAuth session is ended by revocation, its refresh token first', async () => {
  const server = authServer();
  const grant = {
    is: 'oauth',
    issuer: metadataJson.issuer,
    clientId: 'client1',
    tokenEndpoint: metadataJson.token_endpoint,
    revocationEndpoint: metadataJson.revocation_endpoint,
  } as const;
  const accessToken = 'mat_access' as AccessToken;
  await endSession(server.http, baseUrl, { accessToken, refreshToken: 'mar_refresh' as RefreshToken, grant });
  await endSession(server.http, baseUrl, { accessToken, refreshToken: null, grant });
  expect(server.revoked).toEqual(['refresh_token mar_refresh client1', 'access_token mat_access client1']);
  expect(server.http.sent.map(({ url }) => new URL(url).pathname)).toEqual(['/revoke', '/revoke']);
});
