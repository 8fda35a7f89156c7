import type Database from '@signalapp/sqlcipher';
import type { GapRow, LineNumber, PlacedRow } from '../../../core/features/history/rows.ts';
import { mostPlaces, type TimelineRows } from '../../../core/features/timeline/storeCalls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { eventColumns, Events, rowFrom, type EventColumns } from '../events.ts';
import { bottomless, Gaps, topless } from '../gaps.ts';
import { Lines } from '../lines.ts';
import { Places } from '../places.ts';
import { relationsOf } from '../relations.ts';
import { Rooms, type RoomNumber } from '../rooms.ts';
import { peopleIn } from './peopleIn.ts';

type Row = EventColumns & { pos: number };

/** The line first and its events by number: the other way round, SQLite would look through all events. */
const sql = `SELECT ${eventColumns}, p.pos FROM store.places p CROSS JOIN store.events e ON e.event = p.event
  WHERE p.line = ? AND p.pos > ? AND p.pos < ? ORDER BY p.pos DESC LIMIT ?`;

/** A screen. */
const fewest = 50;
const nothing: TimelineRows = { rows: [], relations: [], people: [], hasOlder: false, gap: null, doubtful: [] };

interface Wanted {
  readonly since: EventId | null;
  readonly older: number;
  readonly isOnlyOlder: boolean;
}

/** The end of a room's line, down to its newest hole at the most. */
export function timelineRows(db: Database, roomId: RoomId, wanted: Wanted): TimelineRows {
  const room = new Rooms(db).find(roomId);
  const line = room === undefined ? undefined : new Lines(db).findRoom(room)?.line;
  const top = line === undefined ? null : new Places(db).top(line);
  if (room === undefined || line === undefined || top === null) return nothing;
  const gap = newestGap(db, line, top);
  const floor = gap?.pos ?? bottomless;
  const rows = stretchOf(db, room, line, floor, wanted);
  const lowest = rows[0]?.pos ?? (wanted.isOnlyOlder ? floor : topless);
  const below = rows.length === 0 ? null : new Places(db).below(line, lowest);
  const isKnownBelow = below !== null && below > floor;
  const eventIds = rows.map(({ row }) => row.eventId);
  const relations = relationsOf(db, room, eventIds);
  return {
    rows,
    relations,
    people: peopleIn(db, room, [...rows.map(({ row }) => row), ...relations]),
    hasOlder: isKnownBelow || gap !== undefined,
    gap: isKnownBelow ? null : (gap ?? null),
    doubtful: new Gaps(db).between(line, lowest, topless).filter(({ back }) => back !== null),
  };
}

function stretchOf(
  db: Database,
  room: RoomNumber,
  line: LineNumber,
  floor: number,
  { since, older, isOnlyOlder }: Wanted,
): readonly PlacedRow[] {
  const from = since === null ? null : placeIn(db, room, line, since);
  if (isOnlyOlder) return from === null ? [] : stretch(db, line, floor, from, older);
  const newest = from === null ? [] : stretch(db, line, Math.max(floor, from - 1), topless, mostPlaces);
  // Where it was forgotten meanwhile, the window begins anew.
  const more = from === null ? Math.max(older, fewest) : older;
  return [...(more > 0 ? stretch(db, line, floor, newest[0]?.pos ?? topless, more) : []), ...newest];
}

/** The event that stands right above a gap. */
export function aboveGap(db: Database, { line, pos }: Pick<GapRow, 'line' | 'pos'>): EventId | null {
  return (
    db
      .prepare(
        `SELECT e.event_id FROM store.places p CROSS JOIN store.events e ON e.event = p.event
         WHERE p.line = ? AND p.pos > ? ORDER BY p.pos LIMIT 1`,
        { pluck: true },
      )
      .get<EventId>([line, pos]) ?? null
  );
}

/** Oldest first; the highest of what stands between the two. */
function stretch(db: Database, line: LineNumber, low: number, high: number, limit: number): readonly PlacedRow[] {
  return db
    .prepare(sql)
    .all<Row>([line, low, high, limit])
    .map(({ pos, ...columns }): PlacedRow => ({ row: rowFrom(columns), line, pos, notify: null }))
    .toReversed();
}

/** What is missing above all that is known is behind nothing that could be shown. */
function newestGap(db: Database, line: LineNumber, top: number): GapRow | undefined {
  const pos = db
    .prepare('SELECT pos FROM store.gaps WHERE line = ? AND pos < ? AND soft = 0 AND back IS NOT NULL ORDER BY pos DESC LIMIT 1', {
      pluck: true,
    })
    .get<number>([line, top]);
  return pos === undefined ? undefined : new Gaps(db).get(line, pos);
}

/** Null: it stands there no more. */
function placeIn(db: Database, room: RoomNumber, line: LineNumber, eventId: EventId): number | null {
  const known = new Events(db).find(room, eventId);
  const place = known && new Places(db).of(known.event, false);
  return place?.line === line ? place.pos : null;
}
