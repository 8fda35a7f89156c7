import type Database from '@signalapp/sqlcipher';
import type { LineNumber } from '../../core/features/history/rows.ts';

/** An event by its number: the row's. */
export type EventNumber = number;

export interface Place {
  readonly line: LineNumber;
  readonly pos: number;
}

/** Nobody's line: where places stand while they are moved, as two of a line may not have one position for a moment. */
const between = -1;

/** Where events stand in lines. Positions are integers with room between them; only their order means something. */
export class Places {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** In a room's line or a floating run; or, `inThread`, in a thread's. An event has at most one of each. */
  of(event: EventNumber, inThread: boolean): Place | undefined {
    return this.db
      .prepare(
        `SELECT p.line AS line, p.pos AS pos FROM store.places p JOIN store.lines l ON l.line = p.line
         WHERE p.event = ? AND (l.what = 2) = ?`,
      )
      .get<{ line: number; pos: number }>([event, inThread ? 1 : 0]);
  }

  put(event: EventNumber, { line, pos }: Place, notify: number | null): void {
    this.db.prepare('INSERT INTO store.places (line, pos, event, notify) VALUES (?, ?, ?, ?)').run([line, pos, event, notify]);
  }

  below(line: LineNumber, pos: number): number | null {
    return this.one('SELECT max(pos) FROM store.places WHERE line = ? AND pos < ?', [line, pos]);
  }

  above(line: LineNumber, pos: number): number | null {
    return this.one('SELECT min(pos) FROM store.places WHERE line = ? AND pos > ?', [line, pos]);
  }

  /** Null: the line has no place. */
  top(line: LineNumber): number | null {
    return this.one('SELECT max(pos) FROM store.places WHERE line = ?', [line]);
  }

  bottom(line: LineNumber): number | null {
    return this.one('SELECT min(pos) FROM store.places WHERE line = ?', [line]);
  }

  /** A whole line becomes part of another. */
  move(line: LineNumber, to: LineNumber, offset: number): void {
    this.db.prepare('UPDATE store.places SET line = ?, pos = pos + ? WHERE line = ?').run([to, offset, line]);
  }

  /** Moves what lies below `pos` down. */
  shiftBelow(line: LineNumber, pos: number, amount: number): void {
    this.db.prepare('UPDATE store.places SET line = ?, pos = pos - ? WHERE line = ? AND pos < ?').run([between, amount, line, pos]);
    this.db.prepare('UPDATE store.places SET line = ? WHERE line = ?').run([line, between]);
  }

  private one(sql: string, values: [number] | [number, number]): number | null {
    return this.db.prepare(sql, { pluck: true }).get<number | null>(values) ?? null;
  }
}
