import type Database from '@signalapp/sqlcipher';
import { prunedContent } from '../../core/features/history/pruned.ts';
import { withTarget } from '../../core/features/history/redactionTarget.ts';
import { isRedaction, type EventKind, type EventRow, type EventState } from '../../core/features/history/rows.ts';
import type { EventId } from '../../core/ids.ts';
import type { EventNumber } from './places.ts';
import { Rooms, type RoomNumber } from './rooms.ts';

const states: readonly EventState[] = ['clear', 'untried', 'failed'];
const kinds: readonly EventKind[] = ['plain', 'media', 'link', 'poll'];

export const kindNumber = (kind: EventKind): number => kinds.indexOf(kind);

/** A type and not an interface, so that it fits the library's record of columns. */
export type EventColumns = {
  event_id: string;
  sender: string;
  type: string;
  state_key: string | null;
  ts: number;
  received: number;
  thread: string | null;
  rel_type: string | null;
  rel_to: string | null;
  txn_id: string | null;
  redacted_by: string | null;
  state: number;
  wire: number;
  session: string | null;
  reason: string | null;
  kind: number;
  mention: number;
  content: string;
  extra: string | null;
};

/** Of `e`, in a query. */
export const eventColumns = `e.event_id, e.sender, e.type, e.state_key, e.ts, e.received, e.thread, e.rel_type, e.rel_to, e.txn_id, e.redacted_by,
  e.state, e.wire, e.session, e.reason, e.kind, e.mention, e.content, e.extra`;

export function rowFrom(columns: EventColumns): EventRow {
  return {
    eventId: columns.event_id as EventId,
    sender: columns.sender as EventRow['sender'],
    type: columns.type,
    stateKey: columns.state_key,
    ts: columns.ts,
    received: columns.received,
    thread: columns.thread as EventId | null,
    relType: columns.rel_type,
    relTo: columns.rel_to as EventId | null,
    txnId: columns.txn_id,
    redactedBy: columns.redacted_by as EventId | null,
    state: states[columns.state] ?? 'failed',
    wire: columns.wire === 1,
    session: columns.session,
    reason: columns.reason,
    kind: kinds[columns.kind] ?? 'plain',
    mention: columns.mention === 1,
    content: columns.content,
    extra: columns.extra,
  };
}

const insertSql = `INSERT INTO store.events (room, event_id, sender, type, state_key, ts, received, thread, rel_type, rel_to, txn_id, redacted_by,
  state, wire, session, reason, kind, mention, content, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

type Known = { event: EventNumber; redacted_by: string | null; txn_id: string | null };

/** Each event once. Whatever comes again changes nothing, except that what was redacted since loses its content. */
export class Events {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  find(room: RoomNumber, eventId: string): Known | undefined {
    return this.db
      .prepare('SELECT event, redacted_by, txn_id FROM store.events WHERE event_id = ? AND room = ?')
      .get<Known>([eventId, room]);
  }

  put(room: RoomNumber, given: EventRow): EventNumber {
    const row = given.type === 'm.room.redaction' ? withTarget(given, new Rooms(this.db).version(room)) : given;
    const known = this.find(room, row.eventId);
    const event = known?.event ?? this.insert(room, row);
    if (known && row.redactedBy !== null && known.redacted_by === null) this.prune(event, row.redactedBy);
    if (known && row.txnId !== null && known.txn_id === null)
      this.db.prepare('UPDATE store.events SET txn_id = ? WHERE event = ?').run([row.txnId, event]);
    return event;
  }

  private insert(room: RoomNumber, row: EventRow): EventNumber {
    const { eventId, sender, type, stateKey, ts, received, thread, relType, relTo, txnId, redactedBy } = row;
    const numbers = [states.indexOf(row.state), row.wire ? 1 : 0, row.session, row.reason, kindNumber(row.kind), row.mention ? 1 : 0];
    const { lastInsertRowid } = this.db
      .prepare(insertSql)
      .run([
        room,
        eventId,
        sender,
        type,
        stateKey,
        ts,
        received,
        thread,
        relType,
        relTo,
        txnId,
        redactedBy,
        ...numbers,
        row.content,
        row.extra,
      ]);
    const event = Number(lastInsertRowid);
    this.redactAround(room, event, row);
    return event;
  }

  /** A redaction and what it removes may come in either order, and an edit of it later still. */
  private redactAround(room: RoomNumber, event: EventNumber, row: EventRow): void {
    const { eventId, relType, relTo, redactedBy } = row;
    if (redactedBy !== null) return;
    const redaction = this.db
      .prepare(
        `SELECT event_id FROM store.events
         WHERE rel_to = ? AND rel_to IS NOT NULL AND rel_type = 'm.room.redaction' AND +room = ?
           AND type = 'm.room.redaction' AND wire = 0 AND state_key IS NULL LIMIT 1`,
        { pluck: true },
      )
      .get<string>([eventId, room]);
    if (redaction !== undefined) this.prune(event, redaction);
    if (relTo === null) return;
    const target = this.find(room, relTo);
    if (!target) return;
    if (isRedaction(row) && target.redacted_by === null) this.redact(room, target.event, relTo, eventId);
    if (relType === 'm.replace' && target.redacted_by !== null) this.prune(event, target.redacted_by);
  }

  /** Its edits say the same once more. */
  private redact(room: RoomNumber, event: EventNumber, eventId: string, redaction: string): void {
    this.prune(event, redaction);
    const edits = this.db
      .prepare(
        `SELECT event FROM store.events WHERE rel_to = ? AND rel_to IS NOT NULL AND rel_type = 'm.replace' AND +room = ? AND redacted_by IS NULL`,
        { pluck: true },
      )
      .all<EventNumber>([eventId, room]);
    for (const edit of edits) this.prune(edit, redaction);
  }

  private prune(event: EventNumber, redaction: string): void {
    const row = this.db
      .prepare('SELECT type, content, extra FROM store.events WHERE event = ?')
      .get<{ type: string; content: string; extra: string | null }>([event]);
    if (!row) return;
    this.db
      .prepare(
        `UPDATE store.events SET redacted_by = ?, content = ?, extra = ?, state = 0, session = NULL, reason = NULL, kind = 0, mention = 0,
           rel_type = CASE type WHEN 'm.room.redaction' THEN rel_type END, rel_to = CASE type WHEN 'm.room.redaction' THEN rel_to END
         WHERE event = ?`,
      )
      .run([redaction, JSON.stringify(prunedContent(row.type, jsonOf(row.content))), extraWithoutContent(row.extra), event]);
    this.db.prepare('UPDATE store.places SET notify = 0 WHERE event = ? AND notify > 0').run([event]);
  }
}

/** Written by us, and read with care all the same: a row that cannot be read is no reason to keep what somebody wanted gone. */
function jsonOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function extraWithoutContent(extra: string | null): string | null {
  if (extra === null) return null;
  const { prevContent: _, ...rest } = jsonOf(extra);
  return Object.keys(rest).length === 0 ? null : JSON.stringify(rest);
}
