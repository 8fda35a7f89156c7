import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { LossPreview } from '../../core/model/status.ts';

/** What would be lost with this device (F4): counted in rooms, because keys mean nothing to people. */
export async function previewLoss(client: MatrixClient, unsentCount: number): Promise<LossPreview> {
  // An active version is one that the SDK has found trusted and writes to.
  const keysBackedUp = (await client.getCrypto()?.getActiveSessionBackupVersion()) != null;
  const encrypted = client.getRooms().filter((room) => room.getMyMembership() === 'join' && room.hasEncryptionStateEvent());
  return { unsentCount, keysBackedUp, encryptedRoomCount: keysBackedUp ? 0 : encrypted.length };
}
