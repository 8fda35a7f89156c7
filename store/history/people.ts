import type Database from '@signalapp/sqlcipher';
import type { PersonRow } from '../../core/features/history/rows.ts';
import type { RoomNumber } from './rooms.ts';

type Row = { user: string; name: string | null; avatar: string | null; membership: string };

/** Names and pictures of senders: without them no window could be painted before the SDK is there, nor after somebody has left. */
export class People {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Those of `users` that are known. */
  of(room: RoomNumber, users: readonly string[]): readonly PersonRow[] {
    return this.db
      .prepare('SELECT user, name, avatar, membership FROM store.people WHERE room = ? AND user IN (SELECT value FROM json_each(?))')
      .all<Row>([room, JSON.stringify(users)])
      .map(({ user, ...row }) => ({ userId: user as PersonRow['userId'], ...row }));
  }

  put(room: RoomNumber, { userId, name, avatar, membership }: PersonRow): void {
    this.db
      .prepare('INSERT OR REPLACE INTO store.people (room, user, name, avatar, membership) VALUES (?, ?, ?, ?, ?)')
      .run([room, userId, name, avatar, membership]);
  }
}
