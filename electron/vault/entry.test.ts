import { expect, test } from 'vitest';
import { newRootKey, readEntry, readPending, writeEntry, writePending } from './entry.ts';
import { deriveKeys } from './keys.ts';

const rootKey = newRootKey();
const entry = { userId: '@alice:example.org', deviceId: 'DEVICE', homeserver: 'https://example.org', rootKey } as const;

test('an entry comes back as it was and fits into every keychain', () => {
  const longest = { ...entry, userId: `@${'a'.repeat(200)}:${'b'.repeat(53)}` as const, homeserver: `https://${'c'.repeat(200)}.org` };
  expect(readEntry(writeEntry(entry))).toEqual({ v: 1, ...entry });
  expect(writeEntry(longest).length).toBeLessThan(1200);
  expect(readPending(writePending(rootKey))).toEqual(rootKey);
});

test.each(['', 'null', '{}', '{"v":2}', writePending(rootKey).replace(/"rootKey":".{4}/, '"rootKey":"')])(
  'what is not an entry is none: %s',
  (text) => {
    expect(readEntry(text)).toBeNull();
    expect(readPending(text)).toBeNull();
  },
);

test('each purpose has a key of its own, the same every time', () => {
  const keys = deriveKeys(rootKey);
  const all = [keys.cryptoStore, keys.store, keys.tokens].map((key) => Buffer.from(key).toString('base64'));
  expect(new Set([...all, keys.check, rootKey.toString('base64')]).size).toBe(5);
  expect(deriveKeys(rootKey)).toEqual(keys);
  expect(deriveKeys(newRootKey()).check).not.toBe(keys.check);
});
