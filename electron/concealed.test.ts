import { expect, test } from 'vitest';
import { Concealed } from './concealed.ts';

// L-20
test('J11 a token that was rotated away is kept from the log for a long time, and forgotten in the end; one in use never is', () => {
  const concealed = new Concealed();
  concealed.add('the root key');
  const token = (turn: number): string => `syt_token_${String(turn).padStart(5, '0')}`;
  const turns = 2_000;
  for (let turn = 0; turn < turns; turn += 1) {
    concealed.add(token(turn));
    if (turn > 0) concealed.retire(token(turn - 1));
  }
  expect(concealed.redact(`late: ${token(turns - 150)}, now: ${token(turns - 1)}, always: the root key`)).toBe(
    'late: [secret], now: [secret], always: [secret]',
  );
  expect(concealed.size).toBeLessThanOrEqual(202);
});

test('J11 what comes into use again is kept like any other', () => {
  const concealed = new Concealed();
  concealed.add('a token again');
  concealed.retire('a token again');
  concealed.add('a token again');
  for (let turn = 0; turn < 500; turn += 1) {
    concealed.add(`another token ${turn}`);
    concealed.retire(`another token ${turn}`);
  }
  expect(concealed.redact('a token again')).toBe('[secret]');
});
