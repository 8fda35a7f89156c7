import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AccessToken, RefreshToken } from '../../core/ids.ts';
import { deriveKeys } from '../vault/keys.ts';
import { openTokens, saveTokens, seal, sealedFor, unseal } from './sealedTokens.ts';
import type { Tokens } from './sealedTokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-tokens-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = deriveKeys(Buffer.alloc(32, 7)).tokens;
const tokens: Tokens = {
  userId: '@alice:example.org',
  deviceId: 'DEVICE',
  homeserver: 'https://example.org',
  accessToken: 'syt_very_secret' as AccessToken,
  refreshToken: 'syr_as_secret' as RefreshToken,
  grant: {
    is: 'oauth',
    issuer: 'https://auth.example.org/',
    clientId: 'client',
    tokenEndpoint: 'https://auth.example.org/token',
    revocationEndpoint: 'https://auth.example.org/revoke',
  },
  expiresAt: null,
  lifetimeMs: null,
  identity: { ed25519: 'ed', curve25519: 'curve', published: true },
};

test('what was saved is opened again, with the same key only', async () => {
  const path = join(folder, 'tokens.sealed');
  expect(await openTokens(path, key)).toEqual({ is: 'missing' });
  await saveTokens(path, tokens, key);
  expect(await openTokens(path, key)).toMatchObject({ is: 'opened', tokens });
  expect(await openTokens(path, deriveKeys(Buffer.alloc(32, 8)).tokens)).toEqual({ is: 'broken' });
  expect(await sealedFor(path)).toBe('@alice:example.org');
});

test('no token can be read in the file, and no two files are alike', () => {
  const [one, two] = [seal(tokens, key), seal(tokens, key)];
  expect(one.includes('syt_very_secret')).toBe(false);
  expect(one.equals(two)).toBe(false);
});

test('every flipped bit is noticed', () => {
  const sealed = seal(tokens, key);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const damaged = Buffer.from(sealed);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(unseal(damaged, key), `bit ${bit}`).toBeNull();
  }
});

test('a file that was cut off anywhere is noticed', async () => {
  const sealed = seal(tokens, key);
  for (let length = 0; length < sealed.length; length++) expect(unseal(sealed.subarray(0, length), key)).toBeNull();
  const path = join(folder, 'short.sealed');
  writeFileSync(path, '');
  expect(await openTokens(path, key)).toEqual({ is: 'broken' });
  expect(await sealedFor(path)).toBeNull();
});
