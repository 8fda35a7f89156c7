import type { EventId, RoomId, TxnId, UserId } from '../../ids.ts';

/** `untried`: nobody has tried to decrypt it yet; `failed`: somebody has, and `reason` says why not. Both hold the wire content. */
export type EventState = 'clear' | 'untried' | 'failed';

/** What lists are made of besides timelines; only told of what is clear. */
export type EventKind = 'plain' | 'media' | 'link' | 'poll';

/** An event as it lies in the history: once, in however many lines it stands. */
export interface EventRow {
  readonly eventId: EventId;
  readonly sender: UserId;
  /** Of the clear event; while it is not clear, the type on the wire. */
  readonly type: string;
  readonly stateKey: string | null;
  /** When it was sent, as `claimedTs` believes it. Milliseconds since the epoch, as all times here. */
  readonly ts: number;
  /** When this device got it. */
  readonly received: number;
  /** The root of the thread that it belongs to. */
  readonly thread: EventId | null;
  /** `rel_type` of `m.relates_to`, which stands in the clear on encrypted events, too; of a redaction `m.room.redaction`. */
  readonly relType: string | null;
  readonly relTo: EventId | null;
  /** Of this device's own. */
  readonly txnId: TxnId | null;
  /** The redaction; then `content` is pruned. */
  readonly redactedBy: EventId | null;
  readonly state: EventState;
  /** Whether it was encrypted. */
  readonly wire: boolean;
  /** Megolm session of what was encrypted. */
  readonly session: string | null;
  /** Why it could not be decrypted: a code of the SDK's. */
  readonly reason: string | null;
  readonly kind: EventKind;
  /** Push rules call it a highlight. */
  readonly mention: boolean;
  /** JSON. Clear content; wire content while `state` is not clear. */
  readonly content: string;
  /** JSON of what `unsigned` says and nothing else does (`ExtraOfEvent`); null: nothing. */
  readonly extra: string | null;
}

export interface ExtraOfEvent {
  readonly prevContent?: unknown;
  /** The reader's own membership when it was sent (MSC4115). */
  readonly membership?: string;
  /** Of a redaction: what it names beside its content. */
  readonly redacts?: string;
  /** Replies in the thread that it is the root of, as the server counts. */
  readonly threadCount?: number;
}

/** Numbers of lines are the store's own: a room, a thread, a floating run around an event. They outlive a start, but not a join of two runs. */
export type LineNumber = number;

/** Where an event stands in a line. Positions only order; they are integers, and move when runs are joined. */
export interface PlacedRow {
  readonly row: EventRow;
  readonly line: LineNumber;
  readonly pos: number;
  /** What the push rules said of it; null: not judged yet. */
  readonly notify: 'none' | 'notify' | 'highlight' | null;
}

/** Between two places: something may be missing here. */
export interface GapRow {
  readonly line: LineNumber;
  readonly pos: number;
  /** Token to page backwards from, for what is older than the place above; '': there is a gap and no token. Null: it only goes forwards. */
  readonly back: string | null;
  /** Token to page forwards from, for what is newer than the place below. */
  readonly fwd: string | null;
  /** It has met an event that was known, so it is joined on screen; a page that brings nothing new confirms that it is none. */
  readonly soft: boolean;
}

/** `thread` of a receipt: '' where it says nothing of threads, 'main', or a root. */
export interface ReceiptRow {
  readonly userId: UserId;
  readonly thread: string;
  readonly isPrivate: boolean;
  readonly eventId: EventId;
  readonly ts: number;
}

/** A member as a window shows them: names and pictures of senders, also of those who have left. */
export interface PersonRow {
  readonly userId: UserId;
  readonly name: string | null;
  /** `mxc:` URL. */
  readonly avatar: string | null;
  readonly membership: string;
}

/** What part of the history a window looks at. */
export type TimelineRef =
  { readonly room: RoomId } | { readonly thread: RoomId; readonly root: EventId } | { readonly around: RoomId; readonly eventId: EventId };

/** A message may claim such a relation, and an encrypted event such a type (CS "Redactions"): the server has let through neither as a redaction. */
export const isRedaction = ({ type, relType, wire, stateKey }: EventRow): boolean =>
  type === 'm.room.redaction' && relType === 'm.room.redaction' && !wire && stateKey === null;
