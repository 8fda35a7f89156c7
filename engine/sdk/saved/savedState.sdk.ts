import type { IJoinedRoom, ISyncData, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import { SyncAccumulator } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Json } from '../../../core/read/json.ts';
import { tidySync } from '../answers/tidySync.ts';
import { inHistory } from './savedAnswer.sdk.ts';

/** Room IDs to event IDs to the token from which one can page back before that event; maps, for a server chooses their names. */
type Starts = Map<string, Map<string, string>>;
type Saved = ISyncResponse & { readonly starts?: Record<string, Record<string, string>>; readonly inHistory?: boolean };

/**
 * Saved answers folded into one. The SDK's accumulator drops old events only where it knows a token to page back from, and forgets
 * all tokens but one when it is written down: after that, the next event would drop a whole timeline. So they are kept beside it.
 */
export class SavedState {
  private readonly accumulator = new SyncAccumulator();
  private readonly starts: Starts = new Map();
  /** Those of the texts whose events never came to the history: a version without one has saved them. Oldest first. */
  readonly outsideHistory: readonly string[];

  /** `texts`: the base (if any) and the log, oldest first. */
  constructor(texts: readonly string[]) {
    const outside: string[] = [];
    for (const text of texts) {
      const answer = JSON.parse(text) as Saved;
      // Saved by a version that left nothing out.
      tidySync(answer as unknown as Json);
      this.add(answer);
      if (answer.inHistory !== inHistory) outside.push(text);
    }
    this.outsideHistory = outside;
  }

  get forSdk(): ISyncData {
    return this.accumulator.getJSON();
  }

  /** To be the base of a new log, once everything in it lies in the history. */
  get base(): string {
    const { nextBatch, accountData, roomsData } = this.accumulator.getJSON(true);
    const starts = Object.entries(roomsData.join).map(([roomId, room]) => {
      const known = this.starts.get(roomId);
      const kept = room.timeline.events.flatMap(({ event_id: id }) => (known?.has(id) ? [[id, known.get(id)] as const] : []));
      return [roomId, Object.fromEntries(kept)] as const;
    });
    return JSON.stringify({
      inHistory,
      next_batch: nextBatch,
      account_data: { events: accountData },
      rooms: roomsData,
      starts: Object.fromEntries(starts),
    });
  }

  private add(answer: Saved): void {
    const later: ISyncResponse[] = [];
    for (const [roomId, room] of Object.entries(answer.rooms?.join ?? {})) {
      const events = room.timeline?.events ?? [];
      const starts = new Map(Object.entries(answer.starts?.[roomId] ?? {}));
      this.note(roomId, events[0]?.event_id, room.timeline?.prev_batch);
      const cuts = events.flatMap((event, index) => (index > 0 && starts.has(event.event_id) ? [index] : []));
      if (cuts.length === 0) continue;
      room.timeline.events = events.slice(0, cuts[0]);
      cuts.forEach((cut, index) => {
        const part = events.slice(cut, cuts[index + 1]);
        const token = starts.get(part[0]!.event_id)!;
        this.note(roomId, part[0]!.event_id, token);
        later.push(timelineOnly(answer.next_batch, roomId, part, token));
      });
    }
    this.accumulator.accumulate(answer, true);
    for (const part of later) this.accumulator.accumulate(part, true);
  }

  private note(roomId: string, eventId: string | undefined, token: string | null | undefined): void {
    if (eventId === undefined || !token) return;
    const known = this.starts.get(roomId) ?? new Map<string, string>();
    this.starts.set(roomId, known.set(eventId, token));
  }
}

/** Says nothing about state: that is in the answer before it. */
function timelineOnly(nextBatch: string, roomId: string, events: IJoinedRoom['timeline']['events'], token: string): ISyncResponse {
  const room = { timeline: { events, prev_batch: token, limited: false }, 'org.matrix.msc4222.state_after': { events: [] } };
  return {
    next_batch: nextBatch,
    account_data: { events: [] },
    rooms: { join: { [roomId]: room }, invite: {}, leave: {}, knock: {} },
  } as unknown as ISyncResponse;
}
