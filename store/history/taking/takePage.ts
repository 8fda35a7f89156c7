import type Database from '@signalapp/sqlcipher';
import type { EventRow, LineNumber } from '../../../core/features/history/rows.ts';
import { Events } from '../events.ts';
import { Gaps } from '../gaps.ts';
import { LineWriter } from '../line.ts';
import { LineNotes } from '../lineNotes.ts';
import { Lines } from '../lines.ts';
import type { Placeable } from '../notedLines.ts';
import type { EventNumber } from '../places.ts';
import { Rooms, type RoomNumber } from '../rooms.ts';

/** What a server answered from a gap's token, in the order of its answer: away from the token. `end` null: there is no more. */
export interface Page {
  readonly line: LineNumber;
  readonly pos: number;
  readonly direction: 'back' | 'forward';
  readonly rows: readonly EventRow[];
  /** Edits that came bundled with `rows`: they have no places. */
  readonly bundled: readonly EventRow[];
  readonly end: string | null;
}

/** The surroundings of an event (CS "/context"). `before`: newest first. */
export interface Surroundings {
  readonly row: EventRow;
  readonly before: { readonly rows: readonly EventRow[]; readonly end: string | null };
  readonly bundled: readonly EventRow[];
  readonly after: { readonly rows: readonly EventRow[]; readonly end: string | null };
}

/** In the caller's transaction. Null: the gap is not there any more, and nothing was changed. */
export function takePage(db: Database, { line, pos, direction, rows, bundled, end }: Page): LineNotes | null {
  const entry = new Lines(db).get(line);
  const gap = new Gaps(db).get(line, pos);
  if (!entry || !gap) return null;
  const notes = new LineNotes();
  const writer = new LineWriter(db, notes);
  const given = new GivenRows(db, entry.room, entry.what === 'thread');
  const events = given.put(rows);
  if (direction === 'back') writer.fillBack(gap, events, end);
  else writer.fillForward(gap, events, end);
  given.finish(bundled);
  return notes;
}

export function takeSurroundings(
  db: Database,
  roomId: Parameters<Rooms['number']>[0],
  { row, before, after, bundled }: Surroundings,
): LineNotes {
  const room = new Rooms(db).number(roomId);
  const notes = new LineNotes();
  const given = new GivenRows(db, room, false);
  const [event] = given.put([row]);
  const older = { events: given.put(before.rows), end: before.end };
  const newer = { events: given.put(after.rows), end: after.end };
  new LineWriter(db, notes).startRun(room, event!, older, newer);
  given.finish(bundled);
  return notes;
}

/** What an answer gives. A run that joins another line on the way takes no more of it: the rest is asked for when somebody looks there. */
class GivenRows {
  private readonly db: Database;
  private readonly events: Events;
  private readonly room: RoomNumber;
  private readonly inThread: boolean;
  private readonly fresh: EventNumber[] = [];

  constructor(db: Database, room: RoomNumber, inThread: boolean) {
    this.db = db;
    this.events = new Events(db);
    this.room = room;
    this.inThread = inThread;
  }

  put(rows: readonly EventRow[]): readonly Placeable[] {
    return rows.map((row) => {
      const isFresh = this.events.find(this.room, row.eventId) === undefined;
      const event = this.events.put(this.room, row);
      if (isFresh) this.fresh.push(event);
      return { event, notify: row.thread !== null && !this.inThread ? 0 : null };
    });
  }

  /** Rows that found no place would never be shown, and never be forgotten. Edits that came bundled have none, and go with what they change. */
  finish(bundled: readonly EventRow[]): void {
    const drop = this.db.prepare(
      'DELETE FROM store.events WHERE event = ? AND NOT EXISTS (SELECT 1 FROM store.places p WHERE p.event = store.events.event)',
    );
    for (const event of this.fresh) drop.run([event]);
    for (const row of bundled) if (row.relTo !== null && this.events.find(this.room, row.relTo)) this.events.put(this.room, row);
  }
}
