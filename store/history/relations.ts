import type Database from '@signalapp/sqlcipher';
import type { EventRow } from '../../core/features/history/rows.ts';
import { eventColumns, rowFrom, type EventColumns } from './events.ts';
import type { RoomNumber } from './rooms.ts';

/**
 * Edits, reactions, votes and redactions of the events of a window, as far as they are known; replies in threads are lines of their own.
 */
export function relationsOf(db: Database, room: RoomNumber, eventIds: readonly string[]): readonly EventRow[] {
  // The plus keeps SQLite from going through all events of the room instead.
  return db
    .prepare(
      `SELECT ${eventColumns} FROM json_each(?) wanted CROSS JOIN store.events e ON e.rel_to = wanted.value
       WHERE e.rel_to IS NOT NULL AND e.rel_type <> 'm.thread' AND +e.room = ?`,
    )
    .all<EventColumns>([JSON.stringify(eventIds), room])
    .map(rowFrom);
}
