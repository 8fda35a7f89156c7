import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { PassphraseInfo, SecretStorageKey } from 'matrix-js-sdk/lib/secret-storage.js';

export const backupSecret = 'm.megolm_backup.v1';
export const crossSigningSecrets = ['m.cross_signing.master', 'm.cross_signing.self_signing', 'm.cross_signing.user_signing'] as const;

export const algorithm = 'm.secret_storage.v1.aes-hmac-sha2';

/** Account data that any device of the account may have written. */
export interface KeyInfo {
  readonly passphrase?: Partial<PassphraseInfo>;
}

/** A key of the account's secret storage, as far as the account data tells. */
export interface StorageKey {
  readonly keyId: string;
  readonly info: NonNullable<Awaited<ReturnType<MatrixClient['secretStorage']['getKey']>>>[1] & KeyInfo;
}

/** Null: there is none, or of a kind that nobody here can use. */
export async function defaultKey(client: MatrixClient): Promise<StorageKey | null> {
  return storageKey(client);
}

/** Every key that something is stored under, the default one first: what an older one opens is still there. */
export async function usefulKeys(client: MatrixClient): Promise<readonly StorageKey[]> {
  const names = [...crossSigningSecrets, backupSecret] as const;
  const stored = await Promise.all(names.map((name) => client.secretStorage.isStored(name)));
  const ids = new Set(stored.flatMap((keys) => Object.keys(keys ?? {})));
  const first = await defaultKey(client);
  const others = await Promise.all([...ids].filter((id) => id !== first?.keyId).map((id) => storageKey(client, id)));
  // Without a check value only the default key can be told from a wrong one, by what is stored under it.
  const older = others.filter((key): key is StorageKey => typeof key?.info.mac === 'string');
  return first ? [first, ...older] : older;
}

async function storageKey(client: MatrixClient, id?: string): Promise<StorageKey | null> {
  const found = await client.secretStorage.getKey(id);
  return found && found[1].algorithm === algorithm ? { keyId: found[0], info: found[1] } : null;
}

/** Are all of these stored, encrypted with this key? */
export async function holds(client: MatrixClient, keyId: string, names: readonly SecretStorageKey[]): Promise<boolean> {
  const stored = await Promise.all(names.map((name) => client.secretStorage.isStored(name)));
  return stored.every((keys) => keys !== null && keyId in keys);
}
