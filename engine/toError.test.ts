import { expect, test } from 'vitest';
import { Failure } from '../core/errors.ts';
import { FakeLog } from './FakeLog.ts';
import { describeCause } from './log.ts';
import { toError } from './toError.ts';

const named = (name: string, message = 'x') => Object.assign(new Error(message), { name });
const http = (httpStatus: number, errcode?: string, more: object = {}) =>
  Object.assign(new Error('x'), { httpStatus, errcode, error: 'says the server', data: {}, ...more });

test.each([
  [new Failure({ code: 'sessionPaused' }), { code: 'sessionPaused' }],
  [named('ConnectionError', 'fetch failed: Failed to fetch'), { code: 'offline' }],
  [named('AbortError'), { code: 'offline' }],
  [new TypeError('Failed to fetch'), { code: 'offline' }],
  [http(401, 'M_MISSING_TOKEN'), { code: 'tokenStripped' }],
  [http(401), { code: 'serverFailing', status: 401 }],
  [http(502, 'M_UNKNOWN'), { code: 'serverFailing', status: 502 }],
  [http(403, 'M_FORBIDDEN'), { code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'says the server' }],
  [http(429, 'M_LIMIT_EXCEEDED', { getRetryAfterMs: () => 1_234 }), { code: 'rateLimited', retryAfterMs: 1_234 }],
  [
    http(429, undefined, {
      getRetryAfterMs: () => {
        throw new Error('unreadable');
      },
    }),
    { code: 'rateLimited', retryAfterMs: 5_000 },
  ],
  [http(403, 'M_CONSENT_NOT_GIVEN', { data: { consent_uri: 'https://hs/consent' } }), { code: 'consentNeeded', uri: 'https://hs/consent' }],
  [
    new Error('The schema version of the crypto store is too new. Existing version: 99; maximum supported version: 14'),
    { code: 'storeNewer', ref: 'ref1' },
  ],
  [named('VersionError', 'The requested version (14) is less than the existing version (99).'), { code: 'storeNewer', ref: 'ref1' }],
  [new Error('An object failed to be decrypted while unpickling'), { code: 'cryptoStoreMismatch', ref: 'ref1' }],
  [
    new Error("the account in the store doesn't match the account in the constructor: expected a, got b"),
    { code: 'cryptoStoreMismatch', ref: 'ref1' },
  ],
  [new Error('anything else'), { code: 'internal', ref: 'ref1' }],
  ['a string', { code: 'internal', ref: 'ref1' }],
])('%s', (cause, wanted) => {
  expect(toError(cause, new FakeLog())).toEqual(wanted);
});

test('what is logged of a cause quotes no message, no query and no object', () => {
  expect(describeCause(new SyntaxError('Unexpected token h in JSON: "hello, secret"'))).not.toContain('secret');
  expect(describeCause(new Error('GET https://hs/_matrix?access_token=secret failed'))).not.toContain('secret');
  expect(describeCause({ body: 'secret' })).toBe('a thrown object');
  expect(describeCause(http(403, 'M_FORBIDDEN'))).toBe('HTTP 403 M_FORBIDDEN');
});
