import type Database from '@signalapp/sqlcipher';
import type { HistoryWindow } from '../../../core/features/history/calls.ts';
import type { GapRow, LineNumber, PlacedRow, TimelineRef } from '../../../core/features/history/rows.ts';
import { eventColumns, Events, rowFrom, type EventColumns } from '../events.ts';
import { Gaps, topless } from '../gaps.ts';
import { Lines } from '../lines.ts';
import { Places, type Place } from '../places.ts';
import { Rooms } from '../rooms.ts';

export type From = { readonly newest: true } | { readonly before: number } | { readonly after: number };

type Row = EventColumns & { pos: number; notify: number | null };

/** The line first and its events by number: the other way round, SQLite would look through all events. */
const belowSql = `SELECT ${eventColumns}, p.pos, p.notify FROM store.places p CROSS JOIN store.events e ON e.event = p.event
  WHERE p.line = ? AND p.pos < ? ORDER BY p.pos DESC LIMIT ?`;
const aboveSql = `SELECT ${eventColumns}, p.pos, p.notify FROM store.places p CROSS JOIN store.events e ON e.event = p.event
  WHERE p.line = ? AND p.pos > ? ORDER BY p.pos LIMIT ?`;

const judged = ['none', 'notify', 'highlight'] as const;

/** A stretch of a timeline: the newest of it, what comes before or after a position, or an event with as much on both sides. */
export function historyWindow(db: Database, of: TimelineRef, from: From, limit: number): HistoryWindow {
  const found = placeOf(db, of);
  if (found === null) return { line: null, rows: [], gaps: [] };
  const { line, pos } = found;
  const rows = stretch();
  return { line, rows, gaps: gapsAround(db, line, rows) };

  function stretch(): readonly PlacedRow[] {
    if ('before' in from) return below(from.before, limit);
    if ('after' in from) return above(from.after, limit);
    if (pos === null) return below(topless, limit);
    const older = below(pos, Math.floor(limit / 2));
    return [...older, ...above(pos - 1, limit - older.length)];
  }

  function below(at: number, count: number): readonly PlacedRow[] {
    return db.prepare(belowSql).all<Row>([line, at, count]).map(placed).toReversed();
  }

  function above(at: number, count: number): readonly PlacedRow[] {
    return db.prepare(aboveSql).all<Row>([line, at, count]).map(placed);
  }

  function placed({ pos: at, notify, ...columns }: Row): PlacedRow {
    return { row: rowFrom(columns), line, pos: at, notify: notify === null ? null : (judged[notify] ?? 'none') };
  }
}

/** The line that shows it; `pos` null: its end. Null: nothing of it is known. */
function placeOf(db: Database, of: TimelineRef): { readonly line: LineNumber; readonly pos: number | null } | null {
  const lines = new Lines(db);
  const room = new Rooms(db).find('room' in of ? of.room : 'thread' in of ? of.thread : of.around);
  if (room === undefined) return null;
  if ('around' in of) return placeOfEvent(db, room, of.eventId) ?? null;
  const entry = 'room' in of ? lines.findRoom(room) : lines.findThread(room, of.root);
  return entry ? { line: entry.line, pos: null } : null;
}

/** Where an event stands in its room, or in a run that floats. */
function placeOfEvent(db: Database, room: number, eventId: string): Place | undefined {
  const known = new Events(db).find(room, eventId);
  return known && new Places(db).of(known.event, false);
}

/** From just below the first row to just above the last: a gap at either end belongs to what is shown. */
function gapsAround(db: Database, line: LineNumber, rows: readonly PlacedRow[]): readonly GapRow[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const places = new Places(db);
  return new Gaps(db).between(line, places.below(line, first.pos), places.above(line, last.pos) ?? topless);
}
