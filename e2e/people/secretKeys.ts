import { RustBackupManager } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import type { CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api/index.js';

// Clients wait up to ten seconds before they send keys to the backup; nobody needs to be spared here.
Object.assign(RustBackupManager, { maxBackupLoopStartDelayMillis: 0 });

/** Remembers the keys of the secret storage that this device has made. */
export function secretKeys(): CryptoCallbacks {
  const known = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    cacheSecretStorageKey: (keyId, _info, key) => void known.set(keyId, key),
    getSecretStorageKey: ({ keys }) => {
      const [found] = Object.keys(keys).flatMap((keyId): [string, Uint8Array<ArrayBuffer>][] => {
        const key = known.get(keyId);
        return key ? [[keyId, key]] : [];
      });
      return Promise.resolve(found ?? null);
    },
  };
}
