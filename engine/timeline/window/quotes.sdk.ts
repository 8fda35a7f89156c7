import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import type { EventRow } from '../../../core/features/history/rows.ts';
import type { Answered, TimelineItem } from '../../../core/features/timeline/model.ts';
import { Projector } from '../../../core/features/timeline/projector.ts';
import type { EventId, RoomId, UserId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import { quoted } from '../../../core/features/timeline/quoted.ts';
import type { OpenedRows } from './openedRows.ts';
import { peopleOf } from './roomPeople.sdk.ts';
import { shownItem } from './shownItem.ts';

export interface QuotesParts {
  readonly roomId: RoomId;
  readonly store: Pick<Client<StoreContract>['calls'], 'quotedRows' | 'putQuoted'>;
  readonly opened: OpenedRows;
  readonly askServer: (eventId: EventId) => Promise<EventRow | null>;
  readonly me: UserId;
  readonly log: Log;
}

const decryptWithinMs = 200;
/** As many as one screen of answers to old messages names. */
const mostAtOnce = 50;

/** Messages that are answered on screen and stand elsewhere: from the history, else the server is asked once. */
export class Quotes {
  private known: ReadonlyMap<EventId, Answered> = new Map();
  private missing: readonly EventId[] = [];
  private readonly asked = new Set<EventId>();
  private readonly parts: QuotesParts;

  constructor(parts: QuotesParts) {
    this.parts = parts;
  }

  of(eventId: EventId): Answered {
    return this.known.get(eventId) ?? { eventId, sender: null, text: null };
  }

  /** As they read now. */
  async read(room: Room, eventIds: readonly EventId[]): Promise<void> {
    this.missing = [];
    this.known = new Map();
    const wanted = eventIds.slice(-mostAtOnce);
    if (wanted.length === 0) return;
    const { store, opened, roomId } = this.parts;
    const { rows, relations, people } = await store.quotedRows({ roomId, eventIds: wanted });
    const open = await opened.open([...rows, ...relations], decryptWithinMs);
    const projector = new Projector(this.parts.me, (what, cause) => this.parts.log.fault(what, cause));
    rows.forEach(({ eventId }, n) => projector.place(open.get(eventId)!, n));
    for (const { eventId } of relations) projector.relate(open.get(eventId)!);
    projector.meet(peopleOf(room, people, new Set(rows.map(({ sender }) => sender))));
    const items = projector.items(false).flatMap(({ item }) => shownItem(item, (eventId) => this.of(eventId)) ?? []);
    this.known = new Map(items.flatMap((item) => (item.eventId === null ? [] : [[item.eventId, answeredBy(item)] as const])));
    this.missing = wanted.filter((eventId) => !open.has(eventId) && !this.asked.has(eventId));
  }

  /** Resolves to whether there is more now. Where the server cannot be asked, it is once somebody looks again. */
  async fetchMissing(): Promise<boolean> {
    const { askServer, store, roomId, log } = this.parts;
    const found: EventRow[] = [];
    for (const eventId of this.missing) {
      this.asked.add(eventId);
      try {
        const row = await askServer(eventId);
        if (row !== null) found.push(row);
      } catch (cause) {
        log.info(`a message that is answered was not given: ${cause instanceof Error ? cause.name : 'unknown'}`);
      }
    }
    this.missing = [];
    if (found.length > 0) await store.putQuoted({ roomId, rows: found });
    return found.length > 0;
  }
}

export function answeredBy(item: TimelineItem): Answered {
  const eventId = item.eventId!;
  return item.kind === 'message' ? { eventId, sender: item.sender, ...quoted(item.body) } : { eventId, sender: null, text: null };
}
