import type { RoomId } from '../../ids.ts';
import type { EventKind, EventRow } from '../history/rows.ts';

/** A megolm session, which is of one room: a server may use its name in another. */
export interface SessionRef {
  readonly roomId: RoomId;
  readonly session: string;
}

/** An encrypted event of the history that nobody has read yet; its row holds what was on the wire. */
export interface SealedEvent {
  readonly roomId: RoomId;
  /** The store's own; the later it came to the store, the higher. */
  readonly number: number;
  readonly row: EventRow;
}

/**
 * How sure it is that the sender wrote it, as the crypto module judged when it was decrypted. `notGuaranteed`: its key came from a backup or a file;
 * `violation`: the sender was verified once and has another identity now; `otherSender`: the device that encrypted it is somebody else's.
 */
export type SenderTrust =
  'verified' | 'unverifiedIdentity' | 'unsignedDevice' | 'unknownDevice' | 'notGuaranteed' | 'violation' | 'otherSender';

/** What came of an attempt to decrypt an event. */
export type Decryption =
  | {
      readonly state: 'clear';
      readonly type: string;
      /** JSON. */
      readonly content: string;
      readonly kind: EventKind;
      readonly trust: SenderTrust;
      /** Who shared the key of a message from before the reader came (MSC4268); null: its sender. */
      readonly sharedBy: string | null;
    }
  /** `reason`: a code of the SDK's. */
  | { readonly state: 'failed'; readonly reason: string };

export interface Attempt {
  readonly decryption: Decryption;
  /** The key of its session is not here at all, so that nothing of that session can be read. */
  readonly lacksKey: boolean;
}

/** Of a session and a sender: one event as it was on the wire, so that trust can be asked for again at any age, when the ciphertexts are gone. */
export interface SessionSample {
  readonly session: string;
  readonly sender: string;
  /** JSON; empty: that event was redacted or forgotten. */
  readonly sample: string;
  readonly trust: SenderTrust;
  readonly sharedBy: string | null;
}
