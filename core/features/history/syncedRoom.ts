import type { EventId, RoomId, UserId } from '../../ids.ts';
import type { WireEvent } from './rowOf.ts';

/** What an answer of the server says of one room that has a history, whichever way of syncing it came by; still as it stood on the wire. */
export interface SyncedRoom {
  readonly roomId: RoomId;
  /** Oldest first. */
  readonly events: readonly WireEvent[];
  /** Others may lie between what was told before and `events`. */
  readonly limited: boolean;
  /** To page back from before `events`. */
  readonly prevBatch: string | null;
  /** What has changed, as it is after `events`: one for each type and key. */
  readonly state: readonly WireEvent[];
  readonly receipts: readonly SyncedReceipt[];
  /** The server's; null: it said nothing. */
  readonly counts: { readonly notifications: number; readonly highlights: number } | null;
  /** Null: it said nothing. */
  readonly heroes: readonly UserId[] | null;
  /** Sliding sync names a room; here its state does. */
  readonly name?: string;
}

export interface SyncedReceipt {
  readonly userId: UserId;
  readonly eventId: EventId;
  readonly isPrivate: boolean;
  /** `main` or a thread's root; null: unthreaded. */
  readonly thread: string | null;
  /** Milliseconds since the epoch; null: none that is a number. */
  readonly ts: number | null;
}
