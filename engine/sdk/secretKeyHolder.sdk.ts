import type { CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api/index.js';

type Key = Uint8Array<ArrayBuffer>;

/** The key of the secret storage, for as long as the work takes that people gave it for. The SDK asks here. */
export class SecretKeyHolder implements CryptoCallbacks {
  private held: { readonly keyId: string; readonly key: Key } | null = null;

  readonly getSecretStorageKey = ({ keys }: { keys: Record<string, unknown> }): Promise<[string, Key] | null> =>
    Promise.resolve(this.held && this.held.keyId in keys ? [this.held.keyId, this.held.key] : null);

  /** Overwrites the key afterwards, however the work ends. */
  async whileHolding<T>(keyId: string, key: Key, work: () => Promise<T>): Promise<T> {
    this.held = { keyId, key };
    try {
      return await work();
    } finally {
      this.held = null;
      key.fill(0);
    }
  }
}
