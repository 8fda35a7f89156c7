import type { ContractOf } from '../declare/declare.ts';
import type { decryptionOffer } from '../features/decryption/calls.ts';
import type { historyOffer } from '../features/history/calls.ts';
import type { EventId, RoomId, TxnId } from '../ids.ts';
import type { RoomDetail, RoomSummary } from '../model/room.ts';
import type { TimelineItem } from '../model/timeline.ts';

type Nothing = Record<string, never>;

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
  readonly state: 'queued' | 'failed' | 'sent';
  /** AppError as JSON where `state` is failed. */
  readonly error: string | null;
  /** Known once the server answered; the entry goes when the event arrives by sync. */
  readonly eventId: EventId | null;
}

/** Text that somebody has written and not sent. */
export interface Draft {
  readonly roomId: RoomId;
  readonly text: string;
}

/** The last screen of a room, for the first paint. */
export interface RoomSnapshot {
  readonly detail: RoomDetail;
  readonly items: readonly TimelineItem[];
}

export interface StartSnapshot {
  readonly rooms: readonly RoomSummary[];
  readonly lastRoom: RoomId | null;
  /** The last screen of `lastRoom`. */
  readonly room: RoomSnapshot | null;
}

/** Sync data as JSON texts: the base as of the last compaction, then every sync answer since, oldest first. */
export interface SavedSync {
  readonly base: string | null;
  readonly log: readonly string[];
}

/**
 * engine → store; the store process serves it. Everything lies in two encrypted SQLite files. An answered write outlives every process; of
 * outbox, drafts and values also a power cut.
 */
export type StoreContract = {
  calls: {
    startSnapshot: (arg: Nothing) => StartSnapshot;
    roomSnapshot: (arg: { roomId: RoomId }) => RoomSnapshot | null;
    /** One transaction: rows of rooms that changed, and which are gone. */
    putSnapshot: (arg: {
      rooms: readonly RoomSummary[];
      details: readonly RoomSnapshot[];
      gone: readonly RoomId[];
      lastRoom: RoomId | null;
    }) => void;
    loadSync: (arg: Nothing) => SavedSync;
    /** Appends one sync answer; what the crypto store got of it must be durable already. */
    appendSync: (arg: { sync: string }) => { logLength: number; logBytes: number };
    /** Replaces base and log by a new base, in one transaction. */
    compactSync: (arg: { base: string }) => void;
    loadMembers: (arg: { roomId: RoomId }) => string | null;
    /** Out-of-band members (lazy loading), JSON; null removes. */
    putMembers: (arg: { roomId: RoomId; members: string | null }) => void;
    getValue: (arg: { name: string }) => string | null;
    putValue: (arg: { name: string; value: string | null }) => void;
    outbox: (arg: Nothing) => readonly OutboxEntry[];
    putOutbox: (arg: { entry: OutboxEntry }) => void;
    dropOutbox: (arg: { txnId: TxnId }) => void;
    drafts: (arg: Nothing) => readonly Draft[];
    /** Empty: none. */
    putDraft: (arg: Draft) => void;
  } & ContractOf<typeof historyOffer>['calls'] &
    ContractOf<typeof decryptionOffer>['calls'];
  streams: Record<string, never>;
};

/** How an attempt to open the file ended. */
export type StoreOutcome = 'opened' | 'created' | 'missing' | 'corrupt' | 'newer' | 'diskFull' | 'diskReadOnly';

/** main → store: opening and closing, before any engine talks to it. */
export type StoreControlContract = {
  calls: {
    /**
     * Opens both files, of which paths say where. `key`: 32 bytes. `create` false: no file at all is an error. `corrupt`: one that nobody else could give back
     * does not open. `newer`: written by a newer Latchkey, and left as it is.
     */
    open: (arg: { own: string; history: string; key: Uint8Array; create: boolean }) => { outcome: StoreOutcome };
    /** Flushes, checkpoints the WALs and closes the files. */
    close: (arg: Nothing) => void;
  };
  streams: Record<string, never>;
};
