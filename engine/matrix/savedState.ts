import type { IJoinedRoom, ISyncData, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import { SyncAccumulator } from 'matrix-js-sdk/lib/sync-accumulator.js';

/** Room IDs to event IDs to the token from which one can page back before that event. */
type Starts = Record<string, Record<string, string>>;
type Saved = ISyncResponse & { readonly starts?: Starts };

/**
 * Saved answers folded into one. The SDK's accumulator drops old events only where it knows a token to page back from, and forgets
 * all tokens but one when it is written down: after that, the next event would drop a whole timeline. So they are kept beside it.
 */
export class SavedState {
  private readonly accumulator = new SyncAccumulator();
  private readonly starts: Starts = {};

  /** `texts`: the base (if any) and the log, oldest first. */
  constructor(texts: readonly string[]) {
    for (const text of texts) this.add(JSON.parse(text) as Saved);
  }

  get forSdk(): ISyncData {
    return this.accumulator.getJSON();
  }

  /** To be the base of a new log. */
  get base(): string {
    const { nextBatch, accountData, roomsData } = this.accumulator.getJSON(true);
    const starts: Starts = {};
    for (const [roomId, room] of Object.entries(roomsData.join)) {
      const known = this.starts[roomId] ?? {};
      const kept = room.timeline.events.flatMap(({ event_id: id }) => (known[id] === undefined ? [] : [[id, known[id]] as const]));
      starts[roomId] = Object.fromEntries(kept);
    }
    return JSON.stringify({ next_batch: nextBatch, account_data: { events: accountData }, rooms: roomsData, starts });
  }

  private add(answer: Saved): void {
    const later: ISyncResponse[] = [];
    for (const [roomId, room] of Object.entries(answer.rooms?.join ?? {})) {
      const events = room.timeline?.events ?? [];
      const starts = answer.starts?.[roomId] ?? {};
      this.note(roomId, events[0]?.event_id, room.timeline?.prev_batch);
      const cuts = events.flatMap((event, index) => (index > 0 && starts[event.event_id] !== undefined ? [index] : []));
      if (cuts.length === 0) continue;
      room.timeline.events = events.slice(0, cuts[0]);
      cuts.forEach((cut, index) => {
        const part = events.slice(cut, cuts[index + 1]);
        const token = starts[part[0]!.event_id]!;
        this.note(roomId, part[0]!.event_id, token);
        later.push(timelineOnly(answer.next_batch, roomId, part, token));
      });
    }
    this.accumulator.accumulate(answer, true);
    for (const part of later) this.accumulator.accumulate(part, true);
  }

  private note(roomId: string, eventId: string | undefined, token: string | null | undefined): void {
    if (eventId !== undefined && token) (this.starts[roomId] ??= {})[eventId] = token;
  }
}

/** Says nothing about state: that is in the answer before it. */
function timelineOnly(nextBatch: string, roomId: string, events: IJoinedRoom['timeline']['events'], token: string): ISyncResponse {
  const room = { timeline: { events, prev_batch: token, limited: false }, 'org.matrix.msc4222.state_after': { events: [] } };
  return { next_batch: nextBatch, account_data: { events: [] }, rooms: { join: { [roomId]: room }, invite: {}, leave: {}, knock: {} } } as unknown as ISyncResponse;
}
