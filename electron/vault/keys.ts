import { hkdfSync } from 'node:crypto';

/** What is derived from the root key; each 32 bytes. */
export interface DerivedKeys {
  /** For `initRustCrypto({storageKey})`. */
  readonly cryptoStore: Uint8Array;
  /** SQLCipher's raw key. */
  readonly store: Uint8Array;
  /** Seals `tokens.sealed`. */
  readonly tokens: Uint8Array;
  /** Seals the files of messages. */
  readonly media: Uint8Array;
  /** Seals the files that wait to be sent. */
  readonly uploads: Uint8Array;
  /** Not secret: tells whether a root key is the one that the local data was written with. */
  readonly check: string;
}

export function deriveKeys(rootKey: Uint8Array): DerivedKeys {
  return {
    cryptoStore: derive(rootKey, 'crypto store'),
    store: derive(rootKey, 'store'),
    tokens: derive(rootKey, 'tokens'),
    media: derive(rootKey, 'media'),
    uploads: derive(rootKey, 'uploads'),
    check: Buffer.from(derive(rootKey, 'key check')).toString('base64'),
  };
}

function derive(rootKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', rootKey, '', `latchkey v1 ${purpose}`, 32));
}
