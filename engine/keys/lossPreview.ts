import type { KeyBackup, LossPreview } from '../../core/features/keys/model.ts';
import type { RoomSummary } from '../../core/features/rooms/model.ts';

/**
 * What destroying this device's data would lose (F4, L5): counted in rooms, because keys mean nothing to people. `backup` is null before
 * the crypto store is open.
 */
export function lossPreview(rooms: readonly RoomSummary[], unsentCount: number, backup: KeyBackup | null): LossPreview {
  const encryptedRoomCount = rooms.filter((room) => room.membership === 'join' && room.isEncrypted).length;
  return backup?.is === 'on'
    ? { unsentCount, encryptedRoomCount, keysOpenedBy: backup.opens, waitingKeys: backup.waiting }
    : { unsentCount, encryptedRoomCount, keysOpenedBy: 'none', waitingKeys: null };
}
