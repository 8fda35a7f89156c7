import type Database from '@signalapp/sqlcipher';
import type { EventRow } from '../../core/features/history/rows.ts';
import { eventColumns, rowFrom, type EventColumns } from './events.ts';
import type { RoomNumber } from './rooms.ts';

/** What a key that has come opens: rows that nobody tried, and those that failed. In the table before anybody tries, so none is missed. */
export function unreadOf(db: Database, room: RoomNumber, session: string): readonly EventRow[] {
  return db
    .prepare(`SELECT ${eventColumns} FROM store.events e WHERE e.room = ? AND e.session = ? AND e.state > 0`)
    .all<EventColumns>([room, session])
    .map(rowFrom);
}

/** The sessions of a room that have such rows: one probe each when there is nothing better to do. */
export function unreadSessions(db: Database, room: RoomNumber): readonly string[] {
  return db
    .prepare('SELECT DISTINCT session FROM store.events WHERE room = ? AND session IS NOT NULL AND state > 0', { pluck: true })
    .all<string>([room]);
}

/** Of our own sends: the event that a transaction became, which settles it. */
export function settledBy(db: Database, txnId: string): string | null {
  return (
    db.prepare('SELECT event_id FROM store.events WHERE txn_id = ? AND txn_id IS NOT NULL LIMIT 1', { pluck: true }).get<string>([txnId]) ??
    null
  );
}
