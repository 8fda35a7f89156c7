import { expect, test } from 'vitest';
import type { RefreshToken } from '../../../core/ids.ts';
import { FakeHttp } from '../../http/FakeHttp.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { refreshLegacy } from './refreshLegacy.ts';
import { refreshOAuth } from './refreshOAuth.ts';

const old = 'syr_old_one' as RefreshToken;
const path = '/_matrix/client/v3/refresh';
const legacy = (reply: Partial<HttpAnswer> | Error) =>
  refreshLegacy(
    new FakeHttp().on(path, () => reply),
    'https://hs.test',
    old,
  );
const oauth = (reply: Partial<HttpAnswer> | Error) =>
  refreshOAuth(
    new FakeHttp().on('/token', () => reply),
    { tokenEndpoint: 'https://auth.test/token', clientId: 'client', refreshToken: old },
  );
const cut = Object.assign(new Error('net::ERR_CONNECTION_RESET'));

test('the request carries the refresh token in its body and no Authorization (B12)', async () => {
  const http = new FakeHttp().on(path, () => ({ json: { access_token: 'at' } }));
  await refreshLegacy(http, 'https://hs.test', old);
  expect(http.sent).toEqual([{ method: 'POST', url: `https://hs.test${path}`, body: { refresh_token: old } }]);
});

test('what is missing in the answer keeps the old token and announces no end (B6)', async () => {
  await expect(legacy({ json: { access_token: 'at', refresh_token: 'rt', expires_in_ms: 3000 } })).resolves.toEqual({
    is: 'refreshed',
    accessToken: 'at',
    refreshToken: 'rt',
    lifetimeMs: 3000,
  });
  await expect(legacy({ json: { access_token: 'at' } })).resolves.toEqual({
    is: 'refreshed',
    accessToken: 'at',
    refreshToken: null,
    lifetimeMs: null,
  });
});

test.each([0, -1, '300000', null])('an end of %j is none, and costs no token (H13, I16)', async (end) => {
  const given = { is: 'refreshed', accessToken: 'at', refreshToken: null, lifetimeMs: null };
  await expect(legacy({ json: { access_token: 'at', refresh_token: '', expires_in_ms: end } })).resolves.toEqual(given);
  await expect(oauth({ json: { access_token: 'at', token_type: 'Bearer', refresh_token: '', expires_in: end } })).resolves.toEqual(given);
});

test('an end within a second is one in a second: the last token of a session, or a mistake that must not make refreshing endless (B11, H13)', async () => {
  await expect(legacy({ json: { access_token: 'at', expires_in_ms: 300 } })).resolves.toMatchObject({ lifetimeMs: 1000 });
  await expect(oauth({ json: { access_token: 'at', token_type: 'Bearer', expires_in: 0.3 } })).resolves.toMatchObject({ lifetimeMs: 1000 });
});

test.each([
  ['B10 said to be soft', { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true } }, { is: 'refused', soft: true }],
  ['B11 401 without soft_logout', { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } }, { is: 'refused', soft: false }],
  [
    'B11 soft_logout of another type',
    { status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: 'true' } },
    { is: 'refused', soft: false },
  ],
  ['B11 403 of Synapse', { status: 403, json: { errcode: 'M_FORBIDDEN', soft_logout: true } }, { is: 'refused', soft: false }],
  ['B17 switched off', { status: 404, json: { errcode: 'M_UNRECOGNIZED' } }, { is: 'refused', soft: false }],
  ['B17 no such parameter', { status: 400, json: { errcode: 'M_MISSING_PARAM' } }, { is: 'refused', soft: false }],
  [
    'B9 too many requests',
    { status: 429, retryAfter: '7', json: { errcode: 'M_LIMIT_EXCEEDED' } },
    { is: 'transient', retryAfterMs: 7000, error: { code: 'rateLimited' } },
  ],
  [
    'B9 a failing server that says M_UNKNOWN_TOKEN',
    { status: 502, json: { errcode: 'M_UNKNOWN_TOKEN' } },
    { is: 'transient', retryAfterMs: null },
  ],
  [
    'A5 a 401 of something in between',
    { status: 401, json: undefined },
    { is: 'transient', error: { code: 'serverFailing', status: 401 } },
  ],
  [
    'a locked account',
    { status: 401, json: { errcode: 'M_USER_LOCKED', soft_logout: true } },
    { is: 'transient', error: { code: 'accountLocked' } },
  ],
  ['success without a token', { status: 200, json: {} }, { is: 'transient', error: { code: 'serverFailing', status: 200 } }],
  ['no answer', cut, { is: 'transient', retryAfterMs: null, error: { code: 'offline' } }],
] as const)('legacy: %s', async (_what, reply, expected) => {
  await expect(legacy(reply)).resolves.toMatchObject(expected);
});

test('OAuth counts in seconds, and sends a form (I16)', async () => {
  const http = new FakeHttp().on('/token', () => ({
    json: { access_token: 'at', token_type: 'Bearer', expires_in: 300, refresh_token: 'rt' },
  }));
  const answer = await refreshOAuth(http, { tokenEndpoint: 'https://auth.test/token', clientId: 'client', refreshToken: old });
  expect(answer).toEqual({ is: 'refreshed', accessToken: 'at', refreshToken: 'rt', lifetimeMs: 300_000 });
  expect(http.sent).toEqual([
    { method: 'POST', url: 'https://auth.test/token', form: { grant_type: 'refresh_token', refresh_token: old, client_id: 'client' } },
  ]);
});

test.each([
  [
    'invalid_grant',
    { status: 400, json: { error: 'invalid_grant', error_description: 'ended' } },
    { is: 'refused', soft: false, error: { code: 'refused', errcode: 'invalid_grant', message: 'ended' } },
  ],
  ['invalid_client', { status: 401, json: { error: 'invalid_client' } }, { is: 'refused', soft: false }],
  ['unauthorized_client', { status: 401, json: { error: 'unauthorized_client' } }, { is: 'refused', soft: false }],
  ['invalid_scope', { status: 403, json: { error: 'invalid_scope' } }, { is: 'transient' }],
  ['a Matrix error', { status: 403, json: { errcode: 'M_FORBIDDEN' } }, { is: 'transient' }],
  ['429 with an OAuth error', { status: 429, retryAfter: '2', json: { error: 'invalid_grant' } }, { is: 'transient', retryAfterMs: 2000 }],
  [
    '503 with an OAuth error',
    { status: 503, json: { error: 'invalid_grant' } },
    { is: 'transient', error: { code: 'serverFailing', status: 503 } },
  ],
  ['another type of token', { status: 200, json: { access_token: 'at', token_type: 'mac' } }, { is: 'transient' }],
  ['no answer', cut, { is: 'transient', error: { code: 'offline' } }],
] as const)('OAuth (I8): %s', async (_what, reply, expected) => {
  await expect(oauth(reply)).resolves.toMatchObject(expected);
});
