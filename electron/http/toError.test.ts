import { expect, test } from 'vitest';
import { Failure } from '../../core/errors.ts';
import { fakeLog } from '../FakeLog.ts';
import type { HttpAnswer } from './http.ts';
import { retryAfterMs } from './retryAfter.ts';
import { errorOfAnswer, errorOfLogin, toError } from './toError.ts';

const answer = (status: number, json: unknown, retryAfter: string | null = null): HttpAnswer => ({
  status,
  json,
  text: '',
  etag: null,
  retryAfter,
  cacheControl: null,
  url: 'https://hs',
});

test.each([
  [answer(502, undefined), { code: 'serverFailing', status: 502 }],
  [answer(401, undefined), { code: 'serverFailing', status: 401 }],
  [answer(500, { errcode: 'M_UNKNOWN' }), { code: 'serverFailing', status: 500 }],
  [answer(401, { errcode: 'M_MISSING_TOKEN' }), { code: 'tokenStripped' }],
  [answer(401, { errcode: 'M_USER_LOCKED', error: 'locked' }), { code: 'accountLocked', message: 'locked' }],
  [answer(403, { errcode: 'M_USER_DEACTIVATED' }), { code: 'accountDeactivated' }],
  [answer(403, { errcode: 'M_USER_SUSPENDED', error: 'why' }), { code: 'accountSuspended', message: 'why' }],
  [
    answer(403, { errcode: 'M_RESOURCE_LIMIT_EXCEEDED', error: 'full', admin_contact: 'mailto:a@b' }),
    { code: 'resourceLimit', message: 'full', adminContact: 'mailto:a@b' },
  ],
  [answer(403, { errcode: 'M_CONSENT_NOT_GIVEN', consent_uri: 'https://c' }), { code: 'consentNeeded', uri: 'https://c' }],
  [answer(403, { errcode: 'M_FORBIDDEN', error: 'no' }), { code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'no' }],
  [answer(429, undefined, '6'), { code: 'rateLimited', retryAfterMs: 6000 }],
  [answer(429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1500 }, '3'), { code: 'rateLimited', retryAfterMs: 3000 }],
  [answer(200, 'text'), { code: 'serverFailing', status: 200 }],
])('%j', (given, expected) => {
  expect(errorOfAnswer(given, 0)).toEqual(expected);
});

test('only at sign-in does M_FORBIDDEN mean a wrong password', () => {
  expect(errorOfLogin(answer(403, { errcode: 'M_FORBIDDEN' }))).toEqual({ code: 'badCredentials' });
  expect(errorOfLogin(answer(500, { errcode: 'M_FORBIDDEN' })), 'the code counts more than the status').toEqual({ code: 'badCredentials' });
  expect(errorOfLogin(answer(400, { errcode: 'M_FORBIDDEN', error: 'key' })), 'D9: about the device ID').toEqual({
    code: 'refused',
    errcode: 'M_FORBIDDEN',
    status: 400,
    message: 'key',
  });
  expect(errorOfLogin(answer(403, { errcode: 'M_USER_DEACTIVATED' }))).toEqual({ code: 'accountDeactivated' });
});

test.each([
  ['7', undefined, 7000],
  [' 1.5 ', undefined, 1500],
  ['Thu, 01 Jan 1970 00:01:00 GMT', undefined, 50_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', undefined, 0],
  ['soon', { retry_after_ms: 800 }, 800],
  [null, { retry_after_ms: 800 }, 800],
  [null, { retry_after_ms: 'x' }, 5000],
  [null, undefined, 5000],
  ['999999999', undefined, 86_400_000],
])('Retry-After %s with %j', (header, body, expected) => {
  expect(retryAfterMs(header, body, 10_000)).toBe(expected);
});

test.each([
  [new Failure({ code: 'wrongDevice' }), { code: 'wrongDevice' }],
  [Object.assign(new Error('x'), { code: 'ENOSPC' }), { code: 'diskFull' }],
  [Object.assign(new Error('x'), { code: 'EROFS' }), { code: 'diskReadOnly' }],
  [new Error('net::ERR_CONNECTION_RESET'), { code: 'offline' }],
  [new Error('net::ERR_INTERNET_DISCONNECTED'), { code: 'offline' }],
  [Object.assign(new Error('no answer in time'), { name: 'TimeoutError' }), { code: 'offline' }],
  [new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }), { code: 'offline' }],
])('%s', (cause, expected) => {
  expect(toError(cause, fakeLog())).toEqual(expected);
});

test('what nobody foresaw is internal, and its cause is in the log', () => {
  const log = fakeLog();
  const error = toError(new Error('surprise'), log);
  expect(error).toMatchObject({ code: 'internal' });
  expect(log.lines[0]).toContain('surprise');
});
