import { create } from 'zustand';
import type { RoomId } from '../../core/ids.ts';
import { callEngineSurely } from '../bridge/engineLink.ts';
import { markWhenPainted } from '../bridge/marks.ts';
import { roomView } from './roomViews.ts';
import { useRooms } from './rooms.ts';

export const useCurrentRoom = create<{ readonly roomId: RoomId | null }>(() => ({ roomId: null }));

export function openRoom(roomId: RoomId): void {
  const before = useCurrentRoom.getState().roomId;
  if (before === roomId) return;
  if (before) roomView(before).setState({ newAfter: null });
  roomView(roomId);
  useCurrentRoom.setState({ roomId });
  markWhenPainted('roomShown');
  callEngineSurely('showRoom', { roomId }).catch(() => undefined);
}

export function closeRoom(): void {
  useCurrentRoom.setState({ roomId: null });
  callEngineSurely('showRoom', { roomId: null }).catch(() => undefined);
}

/** The room that was on screen when the app was used last. */
export function restoreRoom(): void {
  callEngineSurely('lastRoom', {})
    .then((roomId) => {
      if (roomId && useCurrentRoom.getState().roomId === null) openRoom(roomId);
    })
    .catch(() => undefined);
}

export function forgetCurrentRoom(): void {
  useCurrentRoom.setState({ roomId: null });
}

/** Opens the room `step` rows away in the list; only rooms with something unread if asked. */
export function moveRoom(step: 1 | -1, order: readonly RoomId[], onlyUnread: boolean): void {
  const { rooms } = useRooms.getState();
  const unread = new Set(rooms.filter((room) => room.unreadCount > 0 || room.membership === 'invite').map((room) => room.id));
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
