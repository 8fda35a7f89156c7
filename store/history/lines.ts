import type Database from '@signalapp/sqlcipher';
import type { LineNumber } from '../../core/features/history/rows.ts';
import type { EventId } from '../../core/ids.ts';
import type { RoomNumber } from './rooms.ts';

export type LineKind = 'room' | 'floating' | 'thread';

export interface LineEntry {
  readonly line: LineNumber;
  readonly room: RoomNumber;
  readonly what: LineKind;
  /** The event with which the thread begins. */
  readonly root: string;
}

const kinds: readonly LineKind[] = ['room', 'floating', 'thread'];

type Row = { line: number; room: number; what: number; root: string };
const entryOf = ({ line, room, what, root }: Row): LineEntry => ({ line, room, what: kinds[what] ?? 'floating', root });

/** Which lines there are: one for each room, one for each thread of which a reply is known, and runs that float. */
export class Lines {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  get(line: LineNumber): LineEntry | undefined {
    const row = this.db.prepare('SELECT line, room, what, root FROM store.lines WHERE line = ?').get<Row>([line]);
    return row && entryOf(row);
  }

  findRoom(room: RoomNumber): LineEntry | undefined {
    const row = this.db.prepare('SELECT line, room, what, root FROM store.lines WHERE room = ? AND what = 0').get<Row>([room]);
    return row && entryOf(row);
  }

  findThread(room: RoomNumber, root: EventId): LineEntry | undefined {
    const row = this.db
      .prepare('SELECT line, room, what, root FROM store.lines WHERE room = ? AND root = ? AND what = 2')
      .get<Row>([room, root]);
    return row && entryOf(row);
  }

  ofRoom(room: RoomNumber): LineEntry {
    return this.findRoom(room) ?? this.make(room, 'room');
  }

  ofThread(room: RoomNumber, root: EventId): LineEntry {
    return this.findThread(room, root) ?? this.make(room, 'thread', root);
  }

  floating(room: RoomNumber): LineEntry {
    return this.make(room, 'floating');
  }

  threads(room: RoomNumber): readonly LineEntry[] {
    return this.db.prepare('SELECT line, room, what, root FROM store.lines WHERE room = ? AND what = 2').all<Row>([room]).map(entryOf);
  }

  /** It has become part of another. */
  drop(line: LineNumber): void {
    this.db.prepare('DELETE FROM store.lines WHERE line = ?').run([line]);
  }

  private make(room: RoomNumber, what: LineKind, root = ''): LineEntry {
    const { lastInsertRowid } = this.db
      .prepare('INSERT INTO store.lines (room, what, root) VALUES (?, ?, ?)')
      .run([room, kinds.indexOf(what), root]);
    return { line: Number(lastInsertRowid), room, what, root };
  }
}
