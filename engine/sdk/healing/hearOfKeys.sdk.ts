import type { RoomKeyInfo, RoomKeyWithheldInfo } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import type { SessionRef } from '../../../core/features/decryption/decryption.ts';
import type { RoomId } from '../../../core/ids.ts';

/**
 * Tells of every room key that comes, whichever way, and of those that somebody does not give. The SDK (43.0.0) registers its own two methods with the
 * crypto module and calls them on its instance; of those not given it hears only up to the first session that none of its events waits for.
 */
export function hearOfKeys(crypto: CryptoBackend, hear: (sessions: readonly SessionRef[]) => void): void {
  const rust = crypto as unknown as RustCrypto;
  const [updated, withheld] = [rust.onRoomKeysUpdated.bind(rust), rust.onRoomKeysWithheld.bind(rust)];
  rust.onRoomKeysUpdated = (keys) => {
    hear(keys.map(sessionOf));
    return updated(keys);
  };
  rust.onRoomKeysWithheld = (keys) => {
    hear(keys.map(sessionOf));
    return withheld(keys);
  };
}

const sessionOf = ({ roomId, sessionId }: RoomKeyInfo | RoomKeyWithheldInfo): SessionRef => ({
  roomId: roomId.toString() as RoomId,
  session: sessionId,
});
