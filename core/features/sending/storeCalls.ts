import { trusts } from '../../declare/declare.ts';
import type { EventId, RoomId, TxnId } from '../../ids.ts';

/** A message that the server does not have yet; sent in `order`, one at a time per room. */
export interface OutboxEntry {
  readonly txnId: TxnId;
  readonly roomId: RoomId;
  readonly eventType: string;
  /** Event content as JSON (plaintext; encrypted when it is sent). */
  readonly content: string;
  /** Milliseconds since the epoch, local time of writing. */
  readonly ts: number;
  readonly order: number;
  /** `sent`: the server has it, and its event has not come by sync yet. */
  readonly state: 'queued' | 'failed' | 'sent';
  /** AppError as JSON where `state` is failed. */
  readonly error: string | null;
  /** Known once the server answered; the entry goes when the event arrives by sync. */
  readonly eventId: EventId | null;
}

export const outboxOffer = {
  calls: {
    outbox: trusts<Record<string, never>>().gives<readonly OutboxEntry[]>(),
    putOutbox: trusts<{ entry: OutboxEntry }>().gives<void>(),
    dropOutbox: trusts<{ txnId: TxnId }>().gives<void>(),
  },
  streams: {},
};
