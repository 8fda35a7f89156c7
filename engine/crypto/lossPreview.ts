import type { RoomSummary } from '../../core/model/room.ts';
import type { LossPreview } from '../../core/model/status.ts';

/** What destroying this device's data would lose (F4, L5). `keysBackedUp`: this device writes to a backup that it trusts. */
export function lossPreview(rooms: readonly RoomSummary[], unsentCount: number, keysBackedUp: boolean): LossPreview {
  const encrypted = rooms.filter((room) => room.membership === 'join' && room.isEncrypted).length;
  return { unsentCount, keysBackedUp, encryptedRoomCount: keysBackedUp ? 0 : encrypted };
}
