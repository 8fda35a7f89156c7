import type Database from '@signalapp/sqlcipher';
import type { QuotedRows } from '../../../core/features/timeline/storeCalls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { eventColumns, rowFrom, type EventColumns } from '../events.ts';
import { relationsOf } from '../relations.ts';
import { Rooms } from '../rooms.ts';
import { peopleIn } from './peopleIn.ts';

/** Those of these events that are known, wherever they stand, with what changes them. */
export function quotedRows(db: Database, roomId: RoomId, eventIds: readonly EventId[]): QuotedRows {
  const room = new Rooms(db).find(roomId);
  if (room === undefined) return { rows: [], relations: [], people: [] };
  const rows = db
    .prepare(`SELECT ${eventColumns} FROM json_each(?) wanted CROSS JOIN store.events e ON e.event_id = wanted.value WHERE e.room = ?`)
    .all<EventColumns>([JSON.stringify(eventIds), room])
    .map(rowFrom);
  return { rows, relations: relationsOf(db, room, eventIds), people: peopleIn(db, room, rows) };
}
