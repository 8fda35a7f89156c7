import type Database from '@signalapp/sqlcipher';
import type { SealedEvent, SessionRef } from '../../../core/features/decryption/decryption.ts';
import type { RoomId } from '../../../core/ids.ts';
import { eventColumns, rowFrom, type EventColumns } from '../events.ts';
import { Rooms } from '../rooms.ts';

type Row = EventColumns & { event: number; room_id: RoomId };
type Awaited = { room_id: RoomId; session: string };

const sealed = ({ event, room_id: roomId, ...columns }: Row): SealedEvent => ({ roomId, number: event, row: rowFrom(columns) });

/** What nobody has tried to decrypt; what came last, first. */
export function untriedEvents(db: Database, limit: number): readonly SealedEvent[] {
  return db
    .prepare(
      `SELECT ${eventColumns}, e.event, r.room_id FROM store.events e CROSS JOIN store.history_rooms r ON r.room = e.room
       WHERE e.state = 1 ORDER BY e.event DESC LIMIT ?`,
    )
    .all<Row>([limit])
    .map(sealed);
}

/** What a key opens: what nobody tried, and what failed. It is in the table before anybody tries it, so no key that comes meanwhile misses it. */
export function sealedEvents(db: Database, { roomId, session }: SessionRef, after: number, limit: number): readonly SealedEvent[] {
  const room = new Rooms(db).find(roomId);
  if (room === undefined) return [];
  return db
    .prepare(
      `SELECT ${eventColumns}, e.event FROM store.events e
       WHERE e.room = ? AND e.session = ? AND e.state > 0 AND e.event > ? ORDER BY e.event LIMIT ?`,
    )
    .all<Omit<Row, 'room_id'>>([room, session, after, limit])
    .map((row) => sealed({ ...row, room_id: roomId }));
}

/** Those of these sessions that something waits for. */
export function awaitedAmong(db: Database, sessions: readonly SessionRef[]): readonly SessionRef[] {
  const rooms = new Rooms(db);
  const awaited = db.prepare('SELECT 1 FROM store.events WHERE room = ? AND session = ? AND state > 0 LIMIT 1', { pluck: true });
  return sessions.filter(({ roomId, session }) => {
    const room = rooms.find(roomId);
    return room !== undefined && awaited.get([room, session]) !== undefined;
  });
}

/** The sessions that something waits for, in an order of the table's own. */
export function awaitedSessions(db: Database, after: SessionRef | null, limit: number): readonly SessionRef[] {
  const room = after === null ? -1 : (new Rooms(db).find(after.roomId) ?? -1);
  return db
    .prepare(
      `SELECT r.room_id, session FROM (
         SELECT DISTINCT room, session FROM store.events
         WHERE state > 0 AND session IS NOT NULL AND (room, session) > (?, ?) ORDER BY room, session LIMIT ?
       ) CROSS JOIN store.history_rooms r USING (room)`,
    )
    .all<Awaited>([room, after?.session ?? '', limit])
    .map(({ room_id: roomId, session }) => ({ roomId, session }));
}
