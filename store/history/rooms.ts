import type Database from '@signalapp/sqlcipher';
import type { RoomId } from '../../core/ids.ts';

export type RoomNumber = number;

/** Rooms by number: it stands in every row in the place of the ID. */
export class Rooms {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  find(roomId: RoomId): RoomNumber | undefined {
    return this.db.prepare('SELECT room FROM store.history_rooms WHERE room_id = ?', { pluck: true }).get<RoomNumber>([roomId]);
  }

  /** Makes it if need be. */
  number(roomId: RoomId): RoomNumber {
    const found = this.find(roomId);
    if (found !== undefined) return found;
    const { lastInsertRowid } = this.db.prepare('INSERT INTO store.history_rooms (room_id) VALUES (?)').run([roomId]);
    return Number(lastInsertRowid);
  }

  /** Milliseconds since the epoch; 0: not known. */
  created(room: RoomNumber, ts: number): void {
    this.db.prepare('UPDATE store.history_rooms SET created_ts = ? WHERE room = ?').run([ts, room]);
  }

  version(room: RoomNumber): string | null {
    return this.db.prepare('SELECT version FROM store.history_rooms WHERE room = ?', { pluck: true }).get<string | null>([room]) ?? null;
  }

  setVersion(room: RoomNumber, version: string): void {
    this.db.prepare('UPDATE store.history_rooms SET version = ? WHERE room = ?').run([version, room]);
  }

  /** An answer's rows could not be saved, so what comes next is not what follows. */
  isTorn(room: RoomNumber): boolean {
    return this.db.prepare('SELECT torn FROM store.history_rooms WHERE room = ?', { pluck: true }).get<number>([room]) === 1;
  }

  setTorn(room: RoomNumber, torn: boolean): void {
    this.db.prepare('UPDATE store.history_rooms SET torn = ? WHERE room = ?').run([torn ? 1 : 0, room]);
  }
}
