import { expect, test } from 'vitest';
import { hostOffer } from './host.ts';

const where = { homeserver: 'hs.test', username: '' };

test('I20: a QR code signs in on a new device only: no page can ask for it on the same one', () => {
  expect(hostOffer.calls.signInWith.safeParse({ ...where, method: { is: 'qr' } }).success).toBe(true);
  expect(hostOffer.calls.signInAgainWith.safeParse({ method: { is: 'qr' } }).success).toBe(false);
  for (const method of [{ is: 'sso', provider: null }, { is: 'oauth' }, { is: 'deviceCode' }] as const) {
    expect(hostOffer.calls.signInWith.safeParse({ ...where, method }).success).toBe(true);
    expect(hostOffer.calls.signInAgainWith.safeParse({ method }).success).toBe(true);
  }
});

test('the digits of a check code are two digits', () => {
  for (const [digits, isOne] of [
    ['07', true],
    ['7', false],
    ['123', false],
    ['1a', false],
    ['', false],
    ['٣٤', false],
  ] as const)
    expect(hostOffer.calls.enterCheckCode.safeParse({ digits }).success, digits).toBe(isOne);
});
