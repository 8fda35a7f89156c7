import type { RoomId } from '../../../core/ids.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { markWhenPainted } from '../../bridge/marks.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { roomView } from '../roomView/roomView.ts';
import { isUnread, markUnread } from '../unread/unread.ts';
import { useRooms } from '../roomList/roomList.ts';

export const useCurrentRoom = perAccount<{ readonly roomId: RoomId | null }>(() => ({ roomId: null }));

/** Its row of the room list, once that is there. */
export function useRoomOnScreen(): RoomSummary | undefined {
  const roomId = useCurrentRoom((state) => state.roomId);
  return useRooms(({ rooms }) => rooms.find(({ id }) => id === roomId));
}

export function openRoom(roomId: RoomId, slot = onScreen()): void {
  // What was kept for later is not later any more.
  if (
    useRooms
      .of(slot)
      .getState()
      .rooms.some((room) => room.id === roomId && room.markedUnread)
  )
    markUnread(roomId, false, slot);
  showRoom(roomId, slot);
}

function showRoom(roomId: RoomId, slot: string): void {
  const before = useCurrentRoom.of(slot).getState().roomId;
  if (before === roomId) return;
  if (before) roomView(before, slot).setState({ newAfter: null });
  roomView(roomId, slot);
  useCurrentRoom.of(slot).setState({ roomId });
  markWhenPainted('roomShown');
  callEngineSurely('showRoom', { roomId }, slot).catch(() => undefined);
}

export function closeRoom(slot = onScreen()): void {
  useCurrentRoom.of(slot).setState({ roomId: null });
  callEngineSurely('showRoom', { roomId: null }, slot).catch(() => undefined);
}

/** The room that was on screen when the app was used last. */
export function restoreRoom(slot: string): void {
  callEngineSurely('lastRoom', {}, slot)
    .then((roomId) => {
      if (roomId && useCurrentRoom.of(slot).getState().roomId === null) showRoom(roomId, slot);
    })
    .catch(() => undefined);
}

/** Opens the room `step` rows away in the list; only rooms with something unread if asked. */
export function moveRoom(step: 1 | -1, order: readonly RoomId[], onlyUnread: boolean): void {
  const { rooms } = useRooms.getState();
  const unread = new Set(rooms.filter((room) => isUnread(room) || room.membership === 'invite').map((room) => room.id));
  const current = useCurrentRoom.getState().roomId;
  const at = current === null ? -1 : order.indexOf(current);
  const start = at < 0 && step < 0 ? order.length : at;
  for (let index = start + step; index >= 0 && index < order.length; index += step) {
    const roomId = order[index];
    if (roomId && (!onlyUnread || unread.has(roomId))) {
      openRoom(roomId);
      return;
    }
  }
}
