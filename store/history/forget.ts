import type Database from '@signalapp/sqlcipher';
import type { HistoryForgotten } from '../../core/features/history/calls.ts';
import type { LineNumber } from '../../core/features/history/rows.ts';
import { Gaps } from './gaps.ts';
import { Lines, type LineKind } from './lines.ts';
import { Places } from './places.ts';

/** With its indexes, a row takes some 0.1 ms; a draft waits no longer than one slice. */
const mostRows = 100;
/** A look at one costs a few hundredths of a millisecond. */
const mostLines = 100;
/** What a room said last stays, however old: it can be opened without a server, and the list has something to show. */
export const keptOfRoom = 50;
/** There is a gap and no token: the server gives one for the event above it (CS "/context"). */
const noToken = '';

/** A type and not an interface, so that it fits the library's record of columns. */
type Old = { pos: number; event: number; ts: number };

/**
 * Drops the oldest events of lines, from the bottom up to the first one that was sent at `before` or later, and leaves a gap there: paging
 * back fetches them again. Encrypted ones that nobody could read go too, as the server has them still, and a key that came opens them then.
 * In the caller's transaction, a slice at a time.
 */
export function forgetOlder(db: Database, before: number, from: LineNumber): HistoryForgotten {
  const lines = db
    .prepare('SELECT line FROM store.lines WHERE line >= ? ORDER BY line LIMIT ?', { pluck: true })
    .all<LineNumber>([from, mostLines + 1]);
  let rows = 0;
  for (const line of lines.slice(0, mostLines)) {
    rows += forgetInLine(db, line, before, mostRows - rows);
    if (rows >= mostRows) return { rows, next: line };
  }
  return { rows, next: lines[mostLines] ?? null };
}

function forgetInLine(db: Database, line: LineNumber, before: number, most: number): number {
  const entry = new Lines(db).get(line);
  if (!entry) return 0;
  const old = oldestOf(db, line, entry.what, before, most);
  const last = old.at(-1);
  if (last === undefined) return 0;
  const gaps = new Gaps(db);
  db.prepare('DELETE FROM store.places WHERE line = ? AND pos <= ?').run([line, last.pos]);
  const bottom = new Places(db).bottom(line);
  for (const { pos } of gaps.between(line, null, bottom ?? Number.MAX_SAFE_INTEGER)) gaps.drop(line, pos);
  if (bottom === null) new Lines(db).drop(line);
  else gaps.put({ line, pos: bottom - 1, back: noToken, fwd: null, soft: false });
  for (const { event } of old) dropEvent(db, entry.room, event);
  return old.length;
}

/** Unless it stands elsewhere, too; with the edits that came with it, which stand nowhere. */
function dropEvent(db: Database, room: number, event: number): void {
  const eventId = db
    .prepare('SELECT event_id FROM store.events WHERE event = ? AND NOT EXISTS (SELECT 1 FROM store.places p WHERE p.event = ?)', {
      pluck: true,
    })
    .get<string>([event, event]);
  if (eventId === undefined) return;
  db.prepare('DELETE FROM store.events WHERE event = ?').run([event]);
  db.prepare(
    `DELETE FROM store.events WHERE rel_to = ? AND rel_to IS NOT NULL AND +room = ?
       AND NOT EXISTS (SELECT 1 FROM store.places p WHERE p.event = store.events.event)`,
  ).run([eventId, room]);
}

/** Lowest first. */
function oldestOf(db: Database, line: LineNumber, what: LineKind, before: number, most: number): readonly Old[] {
  const kept = what === 'room' ? lowestKept(db, line) : Number.MAX_SAFE_INTEGER;
  if (kept === null) return [];
  const rows = db
    .prepare(
      `SELECT p.pos, p.event, e.ts FROM store.places p CROSS JOIN store.events e ON e.event = p.event
       WHERE p.line = ? AND p.pos < ? ORDER BY p.pos LIMIT ?`,
    )
    .all<Old>([line, kept, most]);
  // One whose sender has set his clock forward must not keep all that is above it.
  if (rows.length === most && rows.at(-1)!.ts < before) return rows;
  const young = rows.findIndex(({ ts }) => ts >= before);
  return young === -1 ? rows : rows.slice(0, young);
}

/** The lowest place of the newest that stay; null: the room has no more than these. */
function lowestKept(db: Database, line: LineNumber): number | null {
  return (
    db
      .prepare('SELECT pos FROM store.places WHERE line = ? ORDER BY pos DESC LIMIT 1 OFFSET ?', { pluck: true })
      .get<number>([line, keptOfRoom - 1]) ?? null
  );
}
