import { useMemo } from 'react';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import type { UserId } from '../../../core/ids.ts';
import { useNames } from '../personNames/personNames.ts';
import { useRooms } from '../roomList/roomList.ts';
import { useSession } from '../session/session.ts';
import { usersIn, withPills } from './pills.ts';

const noRooms: readonly RoomSummary[] = Object.freeze([]);

/** The sanitised HTML, with the names of those whom it names. */
export function usePills(safe: string): string {
  const users = useMemo(() => usersIn(safe), [safe]);
  const names = useNames(users);
  const own = useSession(({ state }) => (state && 'account' in state && state.account ? (state.account.userId as UserId) : null));
  const namesRooms = safe.includes('"namedRoom"');
  const rooms = useRooms((state) => (namesRooms ? state.rooms : noRooms));
  const known = JSON.stringify([...names]);
  return useMemo(
    () => withPills(safe, { own, person: (userId) => names.get(userId), room: (id) => rooms.find((room) => room.id === id)?.name }),
    // What is known of the names is what counts, not the map that they come in.
    // oxlint-disable-next-line react/exhaustive-deps
    [safe, own, known, rooms],
  );
}
