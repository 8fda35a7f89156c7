import type { EventId } from '../../ids.ts';
import { isObject, type Json } from '../../read/json.ts';
import { isRedaction, type EventRow, type ExtraOfEvent } from '../history/rows.ts';

/** A row with its texts read. */
export interface KnownRow {
  readonly row: EventRow;
  /** Null: what was kept of it is no JSON. */
  readonly content: Json | null;
  /** The state that it replaced. */
  readonly before: Json;
}

/** Relations that change what is shown of the event that they point at. */
const changing: ReadonlySet<string | null> = new Set(['m.replace', 'm.annotation', 'm.reference', 'm.room.redaction']);

/** The rows of a window and those that relate to them. */
export class KnownRows {
  private readonly rows = new Map<EventId, KnownRow>();
  private readonly byTarget = new Map<EventId, Map<EventId, KnownRow>>();

  get size(): number {
    return this.rows.size;
  }

  get(eventId: EventId): KnownRow | undefined {
    return this.rows.get(eventId);
  }

  all(): Iterable<KnownRow> {
    return this.rows.values();
  }

  /** Edits, reactions, votes and redactions of it; in no order. */
  relationsOf(eventId: EventId): Iterable<KnownRow> {
    return this.byTarget.get(eventId)?.values() ?? [];
  }

  /** Also while the row does not say so yet: nobody is shown what somebody wanted gone. */
  isRedacted({ row }: KnownRow): boolean {
    if (row.redactedBy !== null) return true;
    for (const relation of this.relationsOf(row.eventId)) if (isRedaction(relation.row)) return true;
    return false;
  }

  /** Returns the events that may look different now. */
  put(row: EventRow): readonly EventId[] {
    const old = this.rows.get(row.eventId);
    if (old?.row === row) return [];
    const touched = [...(old ? this.touchedBy(old.row) : []), ...this.touchedBy(row)];
    if (old) this.unlink(old.row);
    const known = { row, content: parsed(row.content), before: beforeOf(row.extra) };
    this.rows.set(row.eventId, known);
    if (row.relTo !== null && changing.has(row.relType)) {
      const relations = this.byTarget.get(row.relTo) ?? new Map<EventId, KnownRow>();
      this.byTarget.set(row.relTo, relations.set(row.eventId, known));
    }
    return touched;
  }

  drop(eventId: EventId): void {
    const known = this.rows.get(eventId);
    if (!known) return;
    this.rows.delete(eventId);
    this.unlink(known.row);
  }

  /** Leaves these only; returns the events that may look different now. */
  retain(eventIds: ReadonlySet<EventId>): readonly EventId[] {
    const gone = [...this.rows.values()].filter(({ row }) => !eventIds.has(row.eventId));
    const touched = gone.flatMap(({ row }) => this.touchedBy(row));
    for (const { row } of gone) this.drop(row.eventId);
    return touched;
  }

  /** Itself, what it relates to, and what that relates to: a redacted edit is none. */
  touchedBy(row: EventRow): readonly EventId[] {
    if (row.relTo === null) return [row.eventId];
    const further = this.rows.get(row.relTo)?.row.relTo ?? null;
    return further === null ? [row.eventId, row.relTo] : [row.eventId, row.relTo, further];
  }

  private unlink(row: EventRow): void {
    if (row.relTo === null) return;
    const relations = this.byTarget.get(row.relTo);
    relations?.delete(row.eventId);
    if (relations?.size === 0) this.byTarget.delete(row.relTo);
  }
}

function parsed(json: string): Json | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function beforeOf(extra: string | null): Json {
  if (extra === null) return {};
  const before = (parsed(extra) as ExtraOfEvent | null)?.prevContent;
  return isObject(before) ? before : {};
}
