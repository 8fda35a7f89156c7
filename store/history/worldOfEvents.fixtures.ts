import type { RoomAnswer } from '../../core/features/history/answer.ts';
import type { EventRow } from '../../core/features/history/rows.ts';
import type { EventId, RoomId } from '../../core/ids.ts';

/** An event by when it came to the server; `$` and this number is its ID. */
export type Arrival = number;

export const idOf = (arrival: Arrival): EventId => `$${arrival}`;
export const arrivalOf = (eventId: string): Arrival => Number(eventId.slice(1));

/** Roots of threads are the first events; every third event answers in one. */
export const threadOf = (arrival: Arrival): EventId | null => (arrival > 8 && arrival % 3 === 0 ? idOf((arrival / 3) % 2) : null);

export function rowNumber(arrival: Arrival, change: Partial<EventRow> = {}): EventRow {
  const thread = threadOf(arrival);
  return {
    eventId: idOf(arrival),
    sender: '@bob:example.org',
    type: 'm.room.message',
    stateKey: null,
    ts: 1_700_000_000_000 + arrival,
    received: 1_700_000_000_000 + arrival,
    thread,
    relType: thread === null ? null : 'm.thread',
    relTo: thread,
    txnId: null,
    redactedBy: null,
    state: 'clear',
    wire: false,
    session: null,
    reason: null,
    kind: 'plain',
    mention: false,
    content: `{"body":"${arrival}"}`,
    extra: null,
    ...change,
  };
}

/** One that stands in no thread and relates to nothing. */
export const plainRow = (arrival: Arrival, change: Partial<EventRow> = {}): EventRow =>
  rowNumber(arrival, { thread: null, relType: null, relTo: null, ...change });

/** A page away from a token, in the order in which a server gives it. */
export interface Answered {
  readonly rows: readonly EventRow[];
  readonly end: string | null;
}

/**
 * One room of a server. `/sync` tells by arrival, all else by the graph, where an event that federation brought late lies further back. A token is the
 * ID of the event that it stands beside: back tokens above those that are still to come, forward tokens below.
 */
export class WorldOfEvents {
  readonly roomId: RoomId;
  readonly arrived: Arrival[] = [];
  readonly graph: Arrival[] = [];
  /** How many of those that have arrived have been told by sync. */
  synced = 0;

  constructor(name: string) {
    this.roomId = `!${name}:example.org`;
  }

  /** `late`: how far back from its end in the graph. */
  arrive(late: number): void {
    const arrival = this.arrived.length;
    this.arrived.push(arrival);
    this.graph.splice(Math.max(0, this.graph.length - late), 0, arrival);
  }

  /** What `/sync` says since `since`; at most `limit` events. */
  sync(since: number, limit: number): RoomAnswer {
    const limited = this.arrived.length - since > limit;
    const told = limited ? this.graph.slice(-limit) : this.arrived.slice(since);
    // Of an empty answer: the one that comes next.
    const first = told[0] ?? this.arrived.length;
    return this.answer(told, limited, this.graph.indexOf(first) === 0 ? null : idOf(first));
  }

  back(token: string, limit: number, thread: string | null = null): Answered {
    const at = this.graph.indexOf(arrivalOf(token));
    const older = this.graph.slice(0, at < 0 ? this.graph.length : at).filter((arrival) => thread === null || threadOf(arrival) === thread);
    const page = older.slice(-limit).toReversed();
    return { rows: page.map((arrival) => rowNumber(arrival)), end: older.length > page.length ? idOf(page.at(-1)!) : null };
  }

  forward(token: string, limit: number): Answered {
    const newer = this.graph.slice(this.graph.indexOf(arrivalOf(token)) + 1);
    const page = newer.slice(0, limit);
    return { rows: page.map((arrival) => rowNumber(arrival)), end: newer.length > page.length ? idOf(page.at(-1)!) : null };
  }

  private answer(told: readonly Arrival[], limited: boolean, prevBatch: string | null): RoomAnswer {
    const events = told.map((arrival) => rowNumber(arrival));
    return { roomId: this.roomId, createdTs: null, version: null, events, bundled: [], limited, prevBatch, receipts: [], people: [] };
  }
}
