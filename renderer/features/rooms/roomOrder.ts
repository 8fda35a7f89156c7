import type { RoomId } from '../../../core/ids.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { useRooms } from './rooms.ts';

/** The order in which rooms are drawn: by activity, but held while the pointer is over them, so that nobody clicks on what has just moved there. */
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

/** What is there stays where it is; what has gone leaves; what is new comes last. */
export function heldOrder(before: readonly RoomId[], next: readonly RoomId[]): RoomId[] {
  const there = new Set(next);
  const known = new Set(before);
  return [...before.filter((id) => there.has(id)), ...next.filter((id) => !known.has(id))];
}
