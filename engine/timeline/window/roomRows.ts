import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import type { TimelineRows } from '../../../core/features/timeline/storeCalls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { withHeld } from './withHeld.ts';

interface RoomRowsParts {
  readonly roomId: RoomId;
  readonly store: Pick<Client<StoreContract>['calls'], 'timelineRows'>;
  readonly heldOf: (roomId: RoomId) => readonly RoomAnswer[];
}

const pageSize = 50;
/** The store takes no more at once. */
const mostOlder = 400;
const nothing: TimelineRows = { rows: [], relations: [], people: [], hasOlder: false, gap: null, doubtful: [] };

/** The end of a room's line, from where somebody has paged back to. One read at a time. */
export class RoomRows {
  /** As they were read last. */
  private all: TimelineRows = nothing;
  private changed = true;
  private wanted: number;
  private readonly parts: RoomRowsParts;

  constructor(parts: RoomRowsParts, first = pageSize) {
    this.parts = parts;
    this.wanted = first;
  }

  get now(): TimelineRows {
    return this.all;
  }

  /** There is something to be read. */
  get isStale(): boolean {
    return this.changed || this.wanted > 0;
  }

  /** The history of the room has changed. */
  touch(): void {
    this.changed = true;
  }

  /** So many more before the first. */
  reach(count: number): void {
    this.wanted += count;
  }

  /** From this event on only: what stands before it can be read again. */
  trim(first: EventId): boolean {
    const at = this.all.rows.findIndex(({ row }) => row.eventId === first);
    if (at <= 0) return false;
    const rows = this.all.rows.slice(at);
    const kept = new Set(rows.map(({ row }) => row.eventId));
    const relations = this.all.relations.filter(({ eventId, relTo }) => kept.has(eventId) || (relTo !== null && kept.has(relTo)));
    this.all = { ...this.all, rows, relations, hasOlder: true, gap: null };
    return true;
  }

  async read(): Promise<TimelineRows> {
    const { changed, wanted } = this;
    this.changed = false;
    this.wanted = 0;
    try {
      if (changed) this.all = await this.again(wanted);
      else if (wanted > 0) this.all = await this.before(wanted);
    } catch (cause) {
      this.changed ||= changed;
      this.wanted += wanted;
      throw cause;
    }
    // What comes into an empty room comes with what it brings.
    if (this.all.rows.length === 0) this.wanted = pageSize;
    return withHeld(this.all, this.parts.heldOf(this.parts.roomId));
  }

  private async again(older: number): Promise<TimelineRows> {
    const { store, roomId } = this.parts;
    const since = this.all.rows[0]?.row.eventId ?? null;
    const found = await store.timelineRows({ roomId, since, older: Math.min(older, mostOlder), isOnlyOlder: false });
    const first = found.rows[0]?.row.eventId;
    const at = this.all.rows.findIndex(({ row }) => row.eventId === first);
    // Of a very long stretch the newest part is read again.
    return at > 0 && first !== since ? joined({ ...this.all, rows: this.all.rows.slice(0, at) }, found) : found;
  }

  private async before(older: number): Promise<TimelineRows> {
    const { store, roomId } = this.parts;
    const since = this.all.rows[0]?.row.eventId ?? null;
    const found = await store.timelineRows({ roomId, since, older: Math.min(older, mostOlder), isOnlyOlder: since !== null });
    return since === null ? found : joined(found, this.all);
  }
}

function joined(low: TimelineRows, high: TimelineRows): TimelineRows {
  const isOfLow = new Set(low.rows.map(({ row }) => row.eventId));
  const relations = new Map(high.relations.map((row) => [row.eventId, row]));
  for (const row of low.relations) if (row.relTo !== null && isOfLow.has(row.relTo)) relations.set(row.eventId, row);
  const people = new Map([...low.people, ...high.people].map((person) => [person.userId, person]));
  const doubtful = new Map([...low.doubtful, ...high.doubtful].map((gap) => [gap.pos, gap]));
  return {
    rows: [...low.rows, ...high.rows],
    relations: [...relations.values()],
    people: [...people.values()],
    hasOlder: low.hasOlder,
    gap: low.gap,
    doubtful: [...doubtful.values()],
  };
}
