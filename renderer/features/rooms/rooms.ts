import type { RoomId } from '../../../core/ids.ts';
import type { RoomSummary } from '../../../core/model/room.ts';
import { listenList } from '../../bridge/listenList.ts';
import { mark } from '../../bridge/marks.ts';
import { perAccount } from '../../bridge/perAccount.ts';

interface Rooms {
  /** False until the first list has come: nothing may be said about rooms before. */
  readonly known: boolean;
  readonly rooms: readonly RoomSummary[];
}

const nothing: Rooms = { known: false, rooms: [] };

export const useRooms = perAccount<Rooms>(() => nothing);

export function followRooms(slot: string): () => void {
  return listenList('rooms', {}, (rooms) => {
    if (!useRooms.of(slot).getState().known) mark('roomsCame');
    useRooms.of(slot).setState({ known: true, rooms });
  }, slot);
}

export function roomOf(roomId: RoomId | null): RoomSummary | undefined {
  return useRooms.getState().rooms.find((room) => room.id === roomId);
}

export function forgetRooms(slot: string): void {
  useRooms.of(slot).setState(nothing);
}
