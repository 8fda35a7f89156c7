import { create } from 'zustand';
import type { RoomId } from '../../core/ids.ts';
import type { RoomSummary } from '../../core/model/room.ts';
import { listenList } from '../bridge/listenList.ts';
import { mark } from '../bridge/marks.ts';

interface Rooms {
  /** False until the first list has come: nothing may be said about rooms before. */
  readonly known: boolean;
  readonly rooms: readonly RoomSummary[];
}

const nothing: Rooms = { known: false, rooms: [] };

export const useRooms = create<Rooms>(() => nothing);

export function followRooms(): () => void {
  return listenList('rooms', {}, (rooms) => {
    if (!useRooms.getState().known) mark('roomsCame');
    useRooms.setState({ known: true, rooms });
  });
}

export function roomOf(roomId: RoomId | null): RoomSummary | undefined {
  return useRooms.getState().rooms.find((room) => room.id === roomId);
}

export function forgetRooms(): void {
  useRooms.setState(nothing);
}
