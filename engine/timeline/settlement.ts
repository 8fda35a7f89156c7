import type { EventId, RoomId, TxnId } from '../../core/ids.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../sending/sending.ts';

interface Timelines {
  hasMessage(roomId: RoomId, txnId: TxnId, eventId: EventId | null): boolean;
}

/** A sync that began before the server's answer may not hold the message yet; after this many it is there, or lies in a gap. */
const syncsUntilThere = 3;

/**
 * The one way out of the outbox: takes messages out of it whose event the timeline holds, or of which the server has long had the event.
 */
export class Settlement {
  private readonly syncs = new Map<TxnId, number>();
  private readonly outbox: Outbox;
  private readonly log: Log;

  constructor(outbox: Outbox, log: Log) {
    this.outbox = outbox;
    this.log = log;
  }

  /** At start: what the saved timelines already hold must not be sent again. */
  settleFromCache(timelines: Timelines): void {
    for (const roomId of this.outbox.rooms()) {
      for (const entry of this.outbox.ofRoom(roomId)) {
        if (timelines.hasMessage(roomId, entry.txnId, entry.eventId)) this.settle(entry.txnId);
      }
    }
  }

  syncDone(timelines: Timelines): void {
    this.settleFromCache(timelines);
    for (const roomId of this.outbox.rooms()) {
      for (const entry of this.outbox.ofRoom(roomId)) {
        if (entry.state !== 'sent') continue;
        const seen = (this.syncs.get(entry.txnId) ?? 0) + 1;
        this.syncs.set(entry.txnId, seen);
        if (seen >= syncsUntilThere) this.settle(entry.txnId);
      }
    }
  }

  private settle(txnId: TxnId): void {
    this.syncs.delete(txnId);
    this.outbox.echoed(txnId).catch((cause) => this.log.fault('outbox', cause));
  }
}
