import type Database from '@signalapp/sqlcipher';
import type { LineChange, RoomAnswer } from '../../../core/features/history/answer.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { EventId } from '../../../core/ids.ts';
import { Events } from '../events.ts';
import { LineWriter } from '../line.ts';
import { LineNotes } from '../lineNotes.ts';
import { Lines, type LineEntry } from '../lines.ts';
import type { Placeable } from '../notedLines.ts';
import { People } from '../people.ts';
import type { EventNumber } from '../places.ts';
import { Receipts } from '../receipts.ts';
import { Rooms, type RoomNumber } from '../rooms.ts';

/** A server owes a token with a limited answer. Without one there is a gap that only events which come by another way can close. */
const noToken = '';

/** Rows without places, for an answer too big for one transaction: `takeRoom` places them. */
export function takeRows(db: Database, { roomId, version }: RoomAnswer, rows: readonly EventRow[]): void {
  const events = new Events(db);
  const rooms = new Rooms(db);
  const room = rooms.number(roomId);
  if (version !== null) rooms.setVersion(room, version);
  for (const row of rows) events.put(room, row);
}

/** What one answer says of one room, in the caller's transaction. Taken twice it changes nothing. `tearsThreads`: that has not been done before. */
export function takeRoom(db: Database, answer: RoomAnswer, tearsThreads = true): readonly LineChange[] {
  const rooms = new Rooms(db);
  const room = rooms.number(answer.roomId);
  if (answer.createdTs !== null) rooms.created(room, answer.createdTs);
  if (answer.version !== null) rooms.setVersion(room, answer.version);
  const notes = new LineNotes();
  if (tearsThreads) tearAll(db, answer, threadsToTear(db, answer), notes);
  placeEvents(db, room, answer, rooms.isTorn(room), notes);
  const events = new Events(db);
  for (const row of answer.bundled) events.put(room, row);
  // An answer without events and token says nothing of what is missing.
  if (answer.events.length > 0 || answer.prevBatch !== null) rooms.setTorn(room, false);
  const receipts = new Receipts(db);
  for (const receipt of answer.receipts) receipts.put(room, receipt);
  const people = new People(db);
  for (const person of answer.people) people.put(room, person);
  return changesOf(answer, notes, db, room);
}

/**
 * Behind a limited answer every thread may have a gap, even where the room has none: what the room has from elsewhere never came to its threads. Those
 * that the answer has replies of are not among them.
 */
export function threadsToTear(db: Database, answer: RoomAnswer): readonly LineEntry[] {
  const rooms = new Rooms(db);
  const room = rooms.find(answer.roomId);
  if (room === undefined) return [];
  const lines = new Lines(db);
  const { limited, token } = behind(answer, rooms.isTorn(room));
  const saysNothing = answer.events.length === 0 && token === null;
  if (!limited || saysNothing || !lines.findRoom(room)) return [];
  const answered = new Set<string | null>(answer.events.map(({ thread }) => thread));
  return lines.threads(room).filter(({ root }) => !answered.has(root));
}

/** A part of them, for a room that has too many for one transaction. A gap that nothing stands behind after a crash is filled by an empty page. */
export function tearThreads(db: Database, answer: RoomAnswer, threads: readonly LineEntry[]): readonly LineChange[] {
  const notes = new LineNotes();
  tearAll(db, answer, threads, notes);
  return changesOf(answer, notes, db, new Rooms(db).number(answer.roomId));
}

function tearAll(db: Database, answer: RoomAnswer, threads: readonly LineEntry[], notes: LineNotes): void {
  if (threads.length === 0) return;
  const { token } = behind(answer, true);
  const writer = new LineWriter(db, notes);
  for (const thread of threads) writer.tearOff(thread, token ?? noToken);
}

/** What stands before the first of an answer's events. Token null: nothing, the room begins with it. */
function behind({ events, limited, prevBatch }: RoomAnswer, isTorn: boolean): { limited: boolean; token: string | null } {
  const begins = isBeginning(events[0]);
  return { limited: limited || isTorn, token: begins ? null : limited || isTorn ? (prevBatch ?? noToken) : prevBatch };
}

function placeEvents(db: Database, room: RoomNumber, answer: RoomAnswer, isTorn: boolean, notes: LineNotes): void {
  const lines = new Lines(db);
  const writer = new LineWriter(db, notes);
  const events = new Events(db);
  const { limited, token } = behind(answer, isTorn);
  const placed = answer.events.map((row) => ({ row, event: events.put(room, row) }));
  const line = lines.findRoom(room);
  if (placed.length === 0) {
    // Everything that came since is behind the token.
    if (limited && line && token !== null) writer.tearOff(line, token);
    return;
  }
  const inRoom = placed.map(({ row, event }) => ({ event, notify: row.thread === null ? null : 0 }));
  writer.append(line ?? lines.ofRoom(room), inRoom, limited, token);
  for (const [root, own] of repliesByRoot(placed)) {
    // A thread that begins in this answer has nothing before it that is not in it.
    const isWhole = isBeginning(answer.events[0]) || placed.some(({ row }) => row.eventId === root);
    writer.append(lines.ofThread(room, root), own, limited, isWhole ? null : (answer.prevBatch ?? noToken));
  }
}

function repliesByRoot(
  placed: readonly { readonly row: EventRow; readonly event: EventNumber }[],
): ReadonlyMap<EventId, readonly Placeable[]> {
  const replies = new Map<EventId, Placeable[]>();
  for (const { row, event } of placed) {
    if (row.thread === null) continue;
    const own = replies.get(row.thread) ?? [];
    own.push({ event, notify: null });
    replies.set(row.thread, own);
  }
  return replies;
}

const isBeginning = (row: EventRow | undefined): boolean => row?.type === 'm.room.create' && row.stateKey === '';

function changesOf({ roomId, events }: RoomAnswer, notes: LineNotes, db: Database, room: RoomNumber): readonly LineChange[] {
  if (notes.lines.size === 0) return [];
  const table = new Events(db);
  const hasPlaced = [...notes.lines.values()].some(({ placed }) => placed.length > 0);
  const ids = new Map(hasPlaced ? events.map(({ eventId }) => [table.find(room, eventId)?.event, eventId]) : []);
  return [...notes.lines].map(([line, noted]) => ({
    roomId,
    line,
    placed: noted.placed.map(({ event, pos }) => ({ eventId: ids.get(event)!, pos })),
    moved: noted.moved,
    newGaps: [...noted.newGaps.values()],
    goneGaps: [...noted.goneGaps],
  }));
}
