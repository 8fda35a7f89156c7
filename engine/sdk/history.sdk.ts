import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { RoomAnswer } from '../../core/features/history/answer.ts';
import type { RoomId } from '../../core/ids.ts';
import { Listeners } from '../../core/listeners.ts';
import type { EngineClient } from './engineClient.sdk.ts';
import type { Insides } from './healing/decryptEvent.sdk.ts';
import { carefulDecrypter } from './healing/startHealing.sdk.ts';
import type { HealerParts } from './healing/healer.ts';
import { trustAsker, type AskTrust } from './healing/trustAsker.sdk.ts';
import type { SavedSyncLog } from './saved/savedSync.sdk.ts';

/** The history beside the SDK, as those meet it who show it. */
export interface SdkHistory {
  /** Rooms of which the table has more than before, or something else. */
  readonly changed: Listeners<readonly RoomId[]>;
  /** What came and is not in the table, because nothing can be written now. */
  heldOf(roomId: RoomId): readonly RoomAnswer[];
  /** Until then, a room that has no rows may have some. */
  readonly isFilling: () => boolean;
  /** Rejects only where nothing can be decrypted at all. */
  readonly decrypt: HealerParts['decrypt'];
  readonly askTrust: AskTrust;
  /** Has the backup of the keys looked at, if there is one, or once there is. */
  askBackup(roomId: RoomId, session: string): void;
}

export function sdkHistory(client: EngineClient, saved: Pick<SavedSyncLog, 'heldOf' | 'isFilling'>): SdkHistory {
  const crypto = client.getCrypto() as CryptoBackend;
  return {
    changed: new Listeners(),
    heldOf: (roomId) => saved.heldOf(roomId),
    isFilling: () => saved.isFilling,
    decrypt: carefulDecrypter(client),
    askTrust: trustAsker(crypto),
    askBackup: (roomId, session) => (crypto as unknown as Insides).perSessionBackupDownloader.onDecryptionKeyMissingError(roomId, session),
  };
}
