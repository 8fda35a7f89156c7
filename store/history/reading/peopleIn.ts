import type Database from '@signalapp/sqlcipher';
import type { EventRow, PersonRow } from '../../../core/features/history/rows.ts';
import { People } from '../people.ts';
import type { RoomNumber } from '../rooms.ts';

/** Who is named in these events: who sent them, and whom they are about. */
export function peopleIn(db: Database, room: RoomNumber, rows: readonly EventRow[]): readonly PersonRow[] {
  const users = rows.flatMap(({ sender, type, stateKey }) =>
    type === 'm.room.member' && stateKey !== null ? [sender, stateKey] : [sender],
  );
  return new People(db).of(room, [...new Set(users)]);
}
