import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import { readToken, readWireEvent } from '../../../core/features/history/readWireEvent.ts';
import { peopleOf } from '../../../core/features/history/roomAnswerOf.ts';
import { bundledRowsOf, rowOf, type WireEvent } from '../../../core/features/history/rowOf.ts';
import type { EventRow, GapRow } from '../../../core/features/history/rows.ts';
import { field } from '../../../core/read/json.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';

type Calls = Pick<Client<StoreContract>['calls'], 'takePage' | 'aboveGap'>;

/** The server tells who the senders are, and of nobody else. */
const filter = JSON.stringify({ lazy_load_members: true });

/** Asks the server for what is missing in the history, and has it kept. */
export class PageBack {
  private readonly client: MatrixClient;
  private readonly store: Calls;

  constructor(client: MatrixClient, store: Calls) {
    this.client = client;
    this.store = store;
  }

  /** One page, from a gap backwards. */
  async fill(roomId: RoomId, { line, pos, back }: GapRow, limit: number): Promise<void> {
    const from = back === '' || back === null ? await this.tokenAbove(roomId, line, pos) : back;
    if (from === null) return;
    const answer = await this.ask(roomId, 'messages', { dir: 'b', from, limit, filter });
    const events = eventsIn(answer, 'chunk');
    const arrived = Date.now();
    const end = readToken(field(answer, 'end'));
    const isBeginning = events.some(({ type, state_key: key }) => type === 'm.room.create' && key === '');
    await this.store.takePage({
      roomId,
      gap: { line, pos },
      rows: events.map((event) => rowOf(event, arrived)),
      bundled: events.flatMap((event) => [...bundledRowsOf(event, arrived)]),
      people: [...peopleOf([...eventsIn(answer, 'state'), ...events.filter(({ state_key: key }) => key !== undefined)])],
      // A page that leads nowhere else would be asked for again and again.
      end: isBeginning || end === from ? null : end,
    });
  }

  /** A single event; null: the server does not give it. */
  async event(roomId: RoomId, eventId: EventId): Promise<EventRow | null> {
    const event = readWireEvent(await this.ask(roomId, `event/${encodeURIComponent(eventId)}`, {}));
    return event === null || event.event_id !== eventId ? null : rowOf(event, Date.now());
  }

  /** What was forgotten has left no token: the server gives one for the event above. */
  private async tokenAbove(roomId: RoomId, line: number, pos: number): Promise<string | null> {
    const above = await this.store.aboveGap({ line, pos });
    if (above === null) return null;
    return readToken(field(await this.ask(roomId, `context/${encodeURIComponent(above)}`, { limit: 0, filter }), 'start'));
  }

  private ask(roomId: RoomId, what: string, query: Record<string, string | number>): Promise<unknown> {
    return this.client.http.authedRequest(Method.Get, `/rooms/${encodeURIComponent(roomId)}/${what}`, query);
  }
}

function eventsIn(answer: unknown, name: string): readonly WireEvent[] {
  const events = field(answer, name);
  return Array.isArray(events) ? events.map(readWireEvent).filter((event) => event !== null) : [];
}
