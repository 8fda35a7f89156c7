import type Database from '@signalapp/sqlcipher';
import type { EventRow, LineNumber } from '../../core/features/history/rows.ts';
import { Events } from './events.ts';
import { Gaps } from './gaps.ts';
import { LineWriter } from './line.ts';
import { LineNotes } from './lineNotes.ts';
import { Lines } from './lines.ts';
import type { Placeable } from './notedLines.ts';
import { Rooms, type RoomNumber } from './rooms.ts';

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
  const events = placeable(db, entry.room, rows, entry.what === 'thread');
  putUnplaced(db, entry.room, bundled);
  if (direction === 'back') writer.fillBack(gap, events, end);
  else writer.fillForward(gap, events, end);
  return notes;
}

export function takeSurroundings(
  db: Database,
  roomId: Parameters<Rooms['number']>[0],
  { row, before, after, bundled }: Surroundings,
): LineNotes {
  const room = new Rooms(db).number(roomId);
  const notes = new LineNotes();
  const [event, ...rest] = placeable(db, room, [row, ...before.rows, ...after.rows], false);
  putUnplaced(db, room, bundled);
  const older = rest.slice(0, before.rows.length);
  const newer = rest.slice(before.rows.length);
  new LineWriter(db, notes).startRun(room, event!, { events: older, end: before.end }, { events: newer, end: after.end });
  return notes;
}

/** After the rows that they change, so that what was redacted is not edited again. */
function putUnplaced(db: Database, room: RoomNumber, rows: readonly EventRow[]): void {
  const events = new Events(db);
  for (const row of rows) events.put(room, row);
}

function placeable(db: Database, room: RoomNumber, rows: readonly EventRow[], inThread: boolean): readonly Placeable[] {
  const events = new Events(db);
  return rows.map((row) => ({ event: events.put(room, row), notify: row.thread !== null && !inThread ? 0 : null }));
}
