import { deriveRecoveryKeyFromPassphrase } from 'matrix-js-sdk/lib/crypto-api/key-passphrase.js';
import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import { beforeEach, expect, test, vi } from 'vitest';
import { fittingKey } from './fittingKey.ts';
import type { StorageKey } from '../sdk/secrets.sdk.ts';

// The real rounds would take minutes; what is under test is how many are asked for.
vi.mock('matrix-js-sdk/lib/crypto-api/key-passphrase.js', () => ({
  deriveRecoveryKeyFromPassphrase: vi.fn(async (_typed: string, salt: string) => new Uint8Array(32).fill(Number(salt))),
}));
const derive = vi.mocked(deriveRecoveryKeyFromPassphrase);
beforeEach(() => void derive.mockClear());

const storage = (salt: number, iterations: number): StorageKey =>
  ({
    keyId: `key${salt}`,
    info: { algorithm: 'm.secret_storage.v1.aes-hmac-sha2', passphrase: { algorithm: 'm.pbkdf2', iterations, salt: String(salt) } },
  }) as unknown as StorageKey;
const never = (): Promise<boolean> => Promise.resolve(false);
const rounds = (): number => derive.mock.calls.reduce((sum, [, , iterations]) => sum + iterations, 0);

test('N-11 a phrase is tried for the default key first, and for older ones within a common limit', async () => {
  const costly = Array.from({ length: 50 }, (_, n) => storage(n + 2, 6_000_000));
  expect(await fittingKey('three gulls', [storage(1, 9_000_000), ...costly, storage(99, 500_000)], never)).toBe('wrongKey');
  expect(derive.mock.calls.map(([, salt]) => salt)).toEqual(['1', '99']);
  expect(rounds()).toBe(9_500_000);
});

test('D6 one of several older phrases is found, and which key it is', async () => {
  const storages = Array.from({ length: 10 }, (_, n) => storage(n, 500_000));
  const found = await fittingKey('three gulls', storages, (key) => Promise.resolve(key[0] === 7));
  expect(found).toMatchObject({ storage: storages[7] });
});

test('D6 a recovery key costs nothing, and is tried for every key', async () => {
  const tried: string[] = [];
  const storages = Array.from({ length: 30 }, (_, n) => storage(n, 9_000_000));
  const written = encodeRecoveryKey(new Uint8Array(32).fill(5))!;
  expect(await fittingKey(written, storages, async (_key, info) => (tried.push(String(info.passphrase?.salt)), false))).toBe('wrongKey');
  expect(tried).toHaveLength(30);
  expect(derive).not.toHaveBeenCalled();
  expect(await fittingKey('', storages, never)).toBe('notAKey');
});
