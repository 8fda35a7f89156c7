import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { SecretStorageKey } from 'matrix-js-sdk/lib/secret-storage.js';
import type { KeyInfo } from './typedKey.ts';

export const backupSecret = 'm.megolm_backup.v1';
export const crossSigningSecrets = ['m.cross_signing.master', 'm.cross_signing.self_signing', 'm.cross_signing.user_signing'] as const;

const algorithm = 'm.secret_storage.v1.aes-hmac-sha2';

/** The default key of the account's secret storage, as far as the account data tells; null: there is none, or of a kind that nobody here can use. */
export interface StorageKey {
  readonly keyId: string;
  readonly info: NonNullable<Awaited<ReturnType<MatrixClient['secretStorage']['getKey']>>>[1] & KeyInfo;
}

export async function defaultKey(client: MatrixClient): Promise<StorageKey | null> {
  const found = await client.secretStorage.getKey();
  return found && found[1].algorithm === algorithm ? { keyId: found[0], info: found[1] } : null;
}

/** Are all of these stored, encrypted with this key? */
export async function holds(client: MatrixClient, keyId: string, names: readonly SecretStorageKey[]): Promise<boolean> {
  const stored = await Promise.all(names.map((name) => client.secretStorage.isStored(name)));
  return stored.every((keys) => keys !== null && keyId in keys);
}
