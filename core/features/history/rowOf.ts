import type { EventId, TxnId, UserId } from '../../ids.ts';
import { claimedTs } from '../../claimedTs.ts';
import { kindOf } from './kindOf.ts';
import { prunedContent } from './pruned.ts';
import type { EventRow, ExtraOfEvent } from './rows.ts';

type Json = Readonly<Record<string, unknown>>;

/** An event as a server sends it (CS "Room event format"), as far as it has been looked at: these fields are of these types, nothing else is promised. */
export interface WireEvent {
  readonly event_id: string;
  readonly type: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly content: Json;
  readonly state_key?: string;
  readonly redacts?: unknown;
  readonly unsigned?: Json;
  /** Its newest edit, which came with it (CS "Server-side aggregation of m.replace relationships"). */
  readonly edit?: WireEvent;
}

const encrypted = 'm.room.encrypted';
const redaction = 'm.room.redaction';

/** Its row, before anybody has tried to decrypt it. `arrived`: when this device got it; `since`: the room's creation, 0 where it is not known. */
export function rowOf(event: WireEvent, arrived: number, since = 0): EventRow {
  const received = Math.trunc(arrived);
  const { type, unsigned } = event;
  const redactedBy = idOf(unsigned?.redacted_because);
  const content = redactedBy === null ? event.content : prunedContent(type, event.content);
  const wire = type === encrypted;
  const { relType, relTo } = relationOf(event, content);
  return {
    eventId: event.event_id as EventId,
    sender: event.sender as UserId,
    type,
    stateKey: event.state_key ?? null,
    ts: claimedTs(event.origin_server_ts, since, received),
    received,
    thread: relType === 'm.thread' ? relTo : null,
    relType,
    relTo,
    txnId: textOf(unsigned?.transaction_id) as TxnId | null,
    redactedBy,
    // Of what was redacted nothing is left to decrypt.
    state: wire && redactedBy === null ? 'untried' : 'clear',
    wire,
    session: wire ? textOf(content.session_id) : null,
    reason: null,
    kind: wire ? 'plain' : kindOf(type, content),
    mention: false,
    content: JSON.stringify(content),
    extra: extraOf(event, redactedBy !== null),
  };
}

/** What came with an event and has no place of its own: it may stand in no page that is ever asked for. */
export function bundledRowsOf(event: WireEvent, arrived: number, since = 0): readonly EventRow[] {
  if (event.edit === undefined || event.unsigned?.redacted_because !== undefined) return [];
  const row = rowOf(event.edit, arrived, since);
  const isItsEdit = row.relType === 'm.replace' && row.relTo === event.event_id && row.stateKey === null && row.redactedBy === null;
  return isItsEdit ? [row] : [];
}

function relationOf(event: WireEvent, content: Json): { relType: string | null; relTo: EventId | null } {
  if (event.type === redaction) {
    // In which of the two depends on the room: `withTarget`.
    const relTo = textOf(event.redacts) ?? textOf(event.content.redacts);
    return { relType: relTo === null ? null : redaction, relTo: relTo as EventId | null };
  }
  const relation = objectOf(content['m.relates_to']);
  const relType = textOf(relation?.rel_type);
  const relTo = idOf(relation);
  return relType === null || relTo === null ? { relType: null, relTo: null } : { relType, relTo };
}

function extraOf({ type, redacts, unsigned = {} }: WireEvent, isRedacted: boolean): string | null {
  const count = objectOf(objectOf(unsigned['m.relations'])?.['m.thread'])?.count;
  const membership = textOf(unsigned.membership) ?? textOf(unsigned['io.element.msc4115.membership']);
  const extra: ExtraOfEvent = {
    ...(unsigned.prev_content === undefined || isRedacted ? {} : { prevContent: unsigned.prev_content }),
    ...(membership === null ? {} : { membership }),
    ...(type === redaction && typeof redacts === 'string' ? { redacts } : {}),
    ...(typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? { threadCount: count } : {}),
  };
  return Object.keys(extra).length === 0 ? null : JSON.stringify(extra);
}

const objectOf = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const idOf = (value: unknown): EventId | null => textOf(objectOf(value)?.event_id) as EventId | null;
