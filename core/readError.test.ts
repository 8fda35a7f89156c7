import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppError } from './errors.ts';
import { readError } from './readError.ts';

const unreadable = { code: 'internal', ref: 'unreadable' };

test('T46 S-5 what is one of our errors stays as it is, and takes nothing else along', () => {
  const errors: readonly AppError[] = [
    { code: 'offline' },
    { code: 'rateLimited', retryAfterMs: 5 },
    { code: 'resourceLimit', message: 'm', adminContact: null },
    { code: 'passwordSignInUnsupported', flows: ['a'] },
    { code: 'qrFailed', reason: 'declined' },
    { code: 'engineDied', process: 'store' },
  ];
  for (const error of errors) expect(readError({ ...error, token: 'x' })).toEqual(error);
  expect(JSON.stringify(readError({ code: 'accountLocked', message: 'x'.repeat(1_000_000) })).length).toBeLessThan(2_100);
});

test.each([
  [undefined],
  [null],
  ['offline'],
  [{}],
  [{ code: 'constructor' }],
  [{ code: '__proto__' }],
  [{ code: 'noSuchCode' }],
  [{ code: 7 }],
  [[{ code: 'offline' }]],
  [{ code: 'rateLimited' }],
  [{ code: 'rateLimited', retryAfterMs: NaN }],
  [{ code: 'rateLimited', retryAfterMs: '5' }],
  [{ code: 'qrFailed', reason: 'toString' }],
  [{ code: 'accountLocked', message: { toString: 7 } }],
  [{ code: 'passwordSignInUnsupported', flows: [1] }],
  [{ code: 'resourceLimit', message: 'm' }],
])('T46 S-5 and all else is a fault of ours: %j', (value) => {
  expect(readError(value)).toEqual(unreadable);
});

test('T46 S-5 whatever comes, it answers', () => {
  fc.assert(fc.property(fc.anything(), (value) => typeof readError(value).code === 'string'));
});
