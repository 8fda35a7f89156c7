import type { RoomSummary } from '../../core/model/room.ts';
import type { LossPreview } from '../../core/model/status.ts';

/** What destroying this device's data would lose, as far as can be told before the crypto store is open (F4, L5). */
export function lossPreview(rooms: readonly RoomSummary[], unsentCount: number): LossPreview {
  const encryptedRoomCount = rooms.filter((room) => room.membership === 'join' && room.isEncrypted).length;
  return { unsentCount, encryptedRoomCount, keysOpenedBy: 'none', waitingKeys: null };
}
