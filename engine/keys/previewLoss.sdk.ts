import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { KeyBackup } from '../../core/model/keyBackup.ts';
import type { LossPreview } from '../../core/model/status.ts';

/** What would be lost with this device (F4): counted in rooms, because keys mean nothing to people. */
export function previewLoss(client: MatrixClient, unsentCount: number, backup: KeyBackup): LossPreview {
  const encrypted = client.getRooms().filter((room) => room.getMyMembership() === 'join' && room.hasEncryptionStateEvent());
  const rooms = { unsentCount, encryptedRoomCount: encrypted.length };
  return backup.is === 'on'
    ? { ...rooms, keysOpenedBy: backup.opens, waitingKeys: backup.waiting }
    : { ...rooms, keysOpenedBy: 'none', waitingKeys: null };
}
