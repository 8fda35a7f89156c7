import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import { expect, test } from 'vitest';
import { takesPhrase, typedKey } from './typedKey.sdk.ts';

const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7);
const written = encodeRecoveryKey(key)!;
const phrase = { passphrase: { algorithm: 'm.pbkdf2', iterations: 1_000, salt: 'NaCl' } } as const;

test('D6 a recovery key is read with spaces and breaks of every kind, and without', async () => {
  for (const typed of [
    written,
    written.replaceAll(' ', ''),
    ` ${written.replaceAll(' ', '\u00a0')}\n`,
    written.replaceAll(' ', '\r\n\t'),
    `\ufeff${written}`,
  ]) {
    expect(await typedKey(typed, {})).toEqual(key);
  }
});

test('D6 what is cut off or mistyped is no key', async () => {
  const other = written.at(-1) === 'a' ? 'b' : 'a';
  for (const typed of ['', ' ', written.slice(0, -1), written.slice(5), written.slice(0, -1) + other, `${written} ${written}`, '0OIl']) {
    expect(await typedKey(typed, {})).toBeNull();
  }
});

test('D6 a phrase is one only where the account has one; a recovery key is still read', async () => {
  const derived = await typedKey('three gulls', phrase);
  expect(derived).toHaveLength(32);
  expect(await typedKey('three gulls ', phrase)).not.toEqual(derived);
  expect(await typedKey(written, phrase)).toEqual(key);
  expect(await typedKey('', phrase)).toBeNull();
});

test('D6 no phrase from account data that nobody could mean', () => {
  expect(takesPhrase(phrase)).toBe(true);
  for (const passphrase of [
    { ...phrase.passphrase, iterations: 0 },
    { ...phrase.passphrase, iterations: 1e12 },
    { ...phrase.passphrase, iterations: 1.5 },
    { ...phrase.passphrase, algorithm: 'x' as 'm.pbkdf2' },
    {},
  ]) {
    expect(takesPhrase({ passphrase })).toBe(false);
  }
});
