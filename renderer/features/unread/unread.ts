import type { RoomId } from '../../../core/ids.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { useSettings } from '../../settings.ts';
import { useRooms } from '../roomList/roomList.ts';

export function markUnread(roomId: RoomId, unread: boolean, slot = onScreen()): void {
  callEngineSurely('markUnread', { roomId, unread }, slot).catch((cause: unknown) => report('markUnread', cause));
}

/** How much was unread in each room when all were marked as read: what has come since is unread all the same. */
type Held = ReadonlyMap<RoomId, number>;

/** Marked as read, and for a moment this can be taken back: once told, a receipt is told. */
export const useHeldRead = perAccount<{ readonly held: Held | null }>(() => ({ held: null }));

export const isUnread = (room: RoomSummary): boolean => room.unreadCount > 0 || room.mentionCount > 0 || room.markedUnread === true;

/** Every room looks read at once; nobody is told yet. */
export function holdAllRead(slot = onScreen()): void {
  const rooms = useRooms
    .of(slot)
    .getState()
    .rooms.filter((room) => room.membership === 'join' && isUnread(room));
  if (rooms.length > 0) useHeldRead.of(slot).setState({ held: new Map(rooms.map((room) => [room.id, room.unreadCount])) });
}

export const undoAllRead = (slot = onScreen()): void => useHeldRead.of(slot).setState({ held: null });

/** It is told. */
export function tellAllRead(slot = onScreen()): void {
  const { held } = useHeldRead.of(slot).getState();
  if (!held) return;
  const isPrivate = useSettings.getState().privateReceipts;
  callEngineSurely('markRoomsRead', { roomIds: [...held.keys()], isPrivate }, slot).then(
    () => undoAllRead(slot),
    (cause: unknown) => {
      undoAllRead(slot);
      report('markRoomsRead', cause);
    },
  );
}
