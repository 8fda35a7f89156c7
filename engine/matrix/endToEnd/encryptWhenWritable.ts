import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';

/**
 * The crypto module's errors do not tell a store that takes nothing for now from a fault of ours, after which a message is not sent. So the
 * store is asked: where it refuses, that is the error, and the message waits (K7).
 */
export function encryptWhenWritable(crypto: CryptoBackend, settle: () => Promise<void>): void {
  const encrypt = crypto.encryptEvent.bind(crypto);
  crypto.encryptEvent = async (event, room) => {
    try {
      await encrypt(event, room);
    } catch (cause) {
      await settle();
      throw cause;
    }
  };
}
