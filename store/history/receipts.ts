import type Database from '@signalapp/sqlcipher';
import type { ReceiptRow } from '../../core/features/history/rows.ts';
import type { RoomNumber } from './rooms.ts';

type Row = { user: string; thread: string; private: number; event_id: string; ts: number };

/** How far who has read, as they came: which of two is further is judged by places, where they have one. */
export class Receipts {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  of(room: RoomNumber): readonly ReceiptRow[] {
    return this.db
      .prepare('SELECT user, thread, private, event_id, ts FROM store.receipts WHERE room = ?')
      .all<Row>([room])
      .map((row) => ({
        userId: row.user as ReceiptRow['userId'],
        thread: row.thread,
        isPrivate: row.private === 1,
        eventId: row.event_id as ReceiptRow['eventId'],
        ts: row.ts,
      }));
  }

  put(room: RoomNumber, { userId, thread, isPrivate, eventId, ts }: ReceiptRow): void {
    this.db
      .prepare('INSERT OR REPLACE INTO store.receipts (room, user, thread, private, event_id, ts) VALUES (?, ?, ?, ?, ?, ?)')
      .run([room, userId, thread, isPrivate ? 1 : 0, eventId, ts]);
  }
}
