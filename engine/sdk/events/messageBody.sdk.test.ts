import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { expect, test } from 'vitest';
import { undecryptableReason } from '../../../core/features/timeline/undecryptableReason.ts';

test('each reason of the SDK’s for an event that cannot be read has words of its own, and one that is new is shown all the same', () => {
  const codes = Object.values(DecryptionFailureCode);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => undecryptableReason(code) === 'broken')).toEqual([DecryptionFailureCode.UNKNOWN_ERROR]);
  expect([undecryptableReason('SOMETHING_NEW'), undecryptableReason(null)]).toEqual(['broken', 'broken']);
});
