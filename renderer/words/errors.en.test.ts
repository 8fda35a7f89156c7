// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { AppError } from '../../core/errors.ts';
import { enErrors } from './errors.en.ts';

/** One of each code, and of each reason; a code that is missing here does not compile. */
const each: { readonly [Code in AppError['code']]: readonly Extract<AppError, { code: Code }>[] } = {
  offline: [{ code: 'offline' }],
  serverUnknown: [{ code: 'serverUnknown', server: 'a.example' }],
  notMatrix: [{ code: 'notMatrix', server: 'a.example' }],
  badServerName: [{ code: 'badServerName', server: '??' }],
  discoveryFailed: (['unusableFile', 'badAddress', 'tooManyRedirects'] as const).map((reason) => ({
    code: 'discoveryFailed',
    server: 'a.example',
    reason,
  })),
  serverFailing: [{ code: 'serverFailing', status: 502 }],
  badCredentials: [{ code: 'badCredentials' }],
  rateLimited: [{ code: 'rateLimited', retryAfterMs: 6000 }],
  accountLocked: [{ code: 'accountLocked', message: 'locked' }],
  accountDeactivated: [{ code: 'accountDeactivated' }],
  accountSuspended: [{ code: 'accountSuspended', message: 'Ask the harbour master' }],
  methodUnsupported: [{ code: 'methodUnsupported' }],
  signInDenied: [{ code: 'signInDenied' }],
  signInSpent: [{ code: 'signInSpent' }],
  browserTimedOut: [{ code: 'browserTimedOut' }],
  browserMissing: [{ code: 'browserMissing' }],
  passwordSignInUnsupported: [{ code: 'passwordSignInUnsupported', flows: ['m.login.sso'] }],
  qrFailed: (['expired', 'wrongDigits', 'insecure', 'declined', 'unsupported', 'deviceExists', 'unexpected'] as const).map((reason) => ({
    code: 'qrFailed',
    reason,
  })),
  qrOtherServer: [{ code: 'qrOtherServer', server: 'a.example' }],
  wrongAccount: [{ code: 'wrongAccount', userId: '@b:a.example' }],
  alreadySignedIn: [{ code: 'alreadySignedIn', userId: '@b:a.example' }],
  wrongDevice: [{ code: 'wrongDevice' }],
  resourceLimit: [{ code: 'resourceLimit', message: 'full', adminContact: null }],
  consentNeeded: [{ code: 'consentNeeded', uri: 'https://a.example/terms' }],
  tokenStripped: [{ code: 'tokenStripped' }],
  refused: [{ code: 'refused', errcode: 'M_LIMIT', status: 400, message: 'no' }],
  vaultUnreadable: (['locked', 'denied', 'timedOut', 'failed'] as const).map((reason) => ({ code: 'vaultUnreadable', reason })),
  vaultUnavailable: [{ code: 'vaultUnavailable' }],
  vaultWriteFailed: (['locked', 'denied', 'timedOut', 'failed'] as const).map((reason) => ({ code: 'vaultWriteFailed', reason })),
  storeCorrupt: [{ code: 'storeCorrupt', ref: '7f3a' }],
  storeNewer: [{ code: 'storeNewer', ref: '7f3a' }],
  cryptoStoreRolledBack: [{ code: 'cryptoStoreRolledBack', ref: '7f3a' }],
  cryptoStoreMismatch: [{ code: 'cryptoStoreMismatch', ref: '7f3a' }],
  diskFull: [{ code: 'diskFull' }],
  diskReadOnly: [{ code: 'diskReadOnly' }],
  diskRefuses: [{ code: 'diskRefuses' }],
  engineDied: [{ code: 'engineDied', process: 'store' }],
  fileTooLarge: [
    { code: 'fileTooLarge', limitBytes: 52_428_800 },
    { code: 'fileTooLarge', limitBytes: -1 },
  ],
  fileLost: [{ code: 'fileLost' }],
  sessionPaused: [{ code: 'sessionPaused' }],
  badArgument: [{ code: 'badArgument', field: 'username' }],
  cancelled: [{ code: 'cancelled' }],
  internal: [{ code: 'internal', ref: '7f3a' }],
};

const all = Object.values(each).flat();

describe.each(all)('$code', (error) => {
  const { text, details } = enErrors(error);

  test('is said in a sentence', () => {
    expect(text).toMatch(/^[“\p{Lu}a-z@]/u);
    expect(text).toMatch(/[.!]$/);
    expect(text).not.toMatch(/oops|sorry/i);
  });

  test('keeps codes, numbers and references behind "Details"', () => {
    expect(text).not.toMatch(/M_[A-Z]|\b[45]\d\d\b|7f3a/);
    // Codes of one word are also words.
    if (/[A-Z]/.test(error.code)) expect(text).not.toContain(error.code);
    if ('ref' in error) expect(details).toContain(error.ref);
    if ('errcode' in error) expect(details).toContain(error.errcode);
  });
});
