import type Database from '@signalapp/sqlcipher';
import type { EventKind, EventRow, LineNumber } from '../../../core/features/history/rows.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { eventColumns, kindNumber, rowFrom, type EventColumns } from '../events.ts';
import { Lines } from '../lines.ts';
import type { RoomNumber } from '../rooms.ts';

/** A room's, newest first, older than `before`: its pictures and files, its links, its polls. */
export function ofKind(
  db: Database,
  room: RoomNumber,
  kind: Exclude<EventKind, 'plain'>,
  before: number,
  limit: number,
): readonly EventRow[] {
  return db
    .prepare(
      `SELECT ${eventColumns} FROM store.events e WHERE e.room = ? AND e.kind = ? AND e.kind > 0 AND e.ts < ? ORDER BY e.ts DESC LIMIT ?`,
    )
    .all<EventColumns>([room, kindNumber(kind), before, limit])
    .map(rowFrom);
}

/** Over all rooms, newest first. */
export function mentions(db: Database, before: number, limit: number): readonly { readonly roomId: RoomId; readonly row: EventRow }[] {
  return db
    .prepare(
      `SELECT ${eventColumns}, r.room_id FROM store.events e CROSS JOIN store.history_rooms r ON r.room = e.room
       WHERE e.mention = 1 AND e.ts < ? ORDER BY e.ts DESC LIMIT ?`,
    )
    .all<EventColumns & { room_id: RoomId }>([before, limit])
    .map(({ room_id: roomId, ...columns }) => ({ roomId, row: rowFrom(columns) }));
}

/** The first event of a room since then, of those that are known. */
export function firstSince(db: Database, room: RoomNumber, ts: number): EventId | null {
  return (
    db
      .prepare('SELECT event_id FROM store.events WHERE room = ? AND ts >= ? ORDER BY ts LIMIT 1', { pluck: true })
      .get<EventId>([room, ts]) ?? null
  );
}

export interface ThreadEntry {
  readonly root: EventId;
  readonly line: LineNumber;
  readonly newest: EventRow;
}

/** The threads of a room of which replies are known, the one with the newest reply first. */
export function threadsOf(db: Database, room: RoomNumber): readonly ThreadEntry[] {
  const newest = db.prepare(
    `SELECT ${eventColumns} FROM store.places p CROSS JOIN store.events e ON e.event = p.event WHERE p.line = ? ORDER BY p.pos DESC LIMIT 1`,
  );
  return new Lines(db)
    .threads(room)
    .flatMap(({ line, root }) => {
      const columns = newest.get<EventColumns>([line]);
      return columns ? [{ root: root as EventId, line, newest: rowFrom(columns) }] : [];
    })
    .sort((a, b) => b.newest.ts - a.newest.ts);
}
