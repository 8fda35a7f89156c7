import type { RoomId } from '../../../core/ids.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { listenList } from '../../bridge/listenList.ts';
import { mark } from '../../bridge/marks.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { create } from 'zustand';
import { heldOrder } from './heldOrder.ts';

interface Rooms {
  /** False until the first list has come: nothing may be said about rooms before. */
  readonly known: boolean;
  readonly rooms: readonly RoomSummary[];
}

const nothing: Rooms = { known: false, rooms: [] };

export const useRooms = perAccount<Rooms>(() => nothing);

export function followRooms(slot: string): () => void {
  return listenList(
    'rooms',
    {},
    (rooms) => {
      if (!useRooms.of(slot).getState().known) mark('roomsCame');
      useRooms.of(slot).setState({ known: true, rooms });
    },
    slot,
  );
}

export function roomOf(roomId: RoomId | null): RoomSummary | undefined {
  return useRooms.getState().rooms.find((room) => room.id === roomId);
}

/** The room whose newest message somebody is looking at: its badge goes at once, before the server has heard of it. */
export const useBeingRead = create<{ readonly roomId: RoomId | null }>(() => ({ roomId: null }));

export const setBeingRead = (roomId: RoomId | null): void => {
  if (useBeingRead.getState().roomId !== roomId) useBeingRead.setState({ roomId });
};

/**
 * The order in which rooms are drawn: by activity, but held while the pointer is over them, so that nobody clicks on what has just moved
 * there.
 */
export const useRoomOrder = perAccount<{ readonly ids: readonly RoomId[]; readonly held: boolean }>(() => ({ ids: [], held: false }));

export function followRoomOrder(slot: string): () => void {
  return useRooms.of(slot).subscribe(({ rooms }) => {
    const next = rooms.map((room) => room.id);
    useRoomOrder.of(slot).setState(({ ids, held }) => ({ ids: held ? heldOrder(ids, next) : next }));
  });
}

export function holdRoomOrder(held: boolean): void {
  const next = useRooms.getState().rooms.map((room) => room.id);
  useRoomOrder.setState(held ? { held } : { held, ids: next });
}

export { matchRooms } from './matchRooms.ts';
