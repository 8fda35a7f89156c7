import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';

/** As it is shown to people: base58 in groups of four. Nothing remembers it. */
export function newRecoveryKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const written = encodeRecoveryKey(bytes);
  bytes.fill(0);
  return written!;
}
