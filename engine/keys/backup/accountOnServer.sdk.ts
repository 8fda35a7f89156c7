import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import { requestKeyBackupVersion } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import { readAccountData, type Http } from '../../sdk/accountData.sdk.ts';
import { wishOf, wishTypes } from './wish.ts';

export interface Self {
  readonly userId: string;
  readonly deviceId: string;
  /** This device's own, unpadded base64. */
  readonly ed25519: string;
}

/** What the server itself says; caches say "nothing" for "not asked", too. */
export interface AccountOnServer {
  /** The public master key, unpadded base64. */
  readonly master: string | null;
  /** It holds the keys of this device, and they are ours. */
  readonly listed: boolean;
  /** They bear the signature of the account's self-signing key. */
  readonly signed: boolean;
  readonly backup: { readonly version: string; readonly publicKey: string | null } | null;
}

/** What of the account data bears on it; it changes seldom, so that one look is enough for one go. */
export interface AccountWishes {
  readonly hasStorage: boolean;
  readonly wish: 'on' | 'off' | null;
}

export async function askForKeys(http: Http, self: Self): Promise<AccountOnServer> {
  const [keys, backup] = await Promise.all([
    http.authedRequest<unknown>(Method.Post, '/keys/query', undefined, { device_keys: { [self.userId]: [] } }),
    requestKeyBackupVersion(http),
  ]);
  const selfSigning = publicKey(keys, 'self_signing_keys', self.userId);
  const device = at(keys, 'device_keys', self.userId, self.deviceId);
  return {
    master: publicKey(keys, 'master_keys', self.userId),
    listed: at(device, 'keys', `ed25519:${self.deviceId}`) === self.ed25519,
    signed: selfSigning !== null && typeof at(device, 'signatures', self.userId, `ed25519:${selfSigning}`) === 'string',
    backup: typeof backup?.version === 'string' ? { version: backup.version, publicKey: text(at(backup.auth_data, 'public_key')) } : null,
  };
}

export async function askForWishes(http: Http, userId: string): Promise<AccountWishes> {
  const [storage, ...wishes] = await Promise.all(
    ['m.secret_storage.default_key', ...wishTypes].map((type) => readAccountData({ http, userId }, type)),
  );
  return { hasStorage: text(at(storage, 'key')) !== null, wish: wishOf((type) => wishes[wishTypes.indexOf(type)]) };
}

/** A cross-signing key is an object with one key in it. */
function publicKey(answer: unknown, kind: string, userId: string): string | null {
  const keys = at(answer, kind, userId, 'keys');
  return typeof keys === 'object' && keys !== null ? text(Object.values(keys)[0]) : null;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function at(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}
