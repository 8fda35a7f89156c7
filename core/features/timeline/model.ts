import type { AppError } from '../../errors.ts';
import type { EventId, RoomId, TxnId } from '../../ids.ts';
import type { Keyed } from '../../patch.ts';
import type { Place } from './geoUri.ts';
import type { PollBody } from '../polls/model.ts';
import type { Person } from '../rooms/model.ts';
import type { AttachmentBody, AttachmentKind } from '../media/attachment.ts';

/** Why an event cannot be read; each has its own words. */
export type UndecryptableReason =
  | 'keyNotYetHere' // the sender's key may still arrive
  | 'sentBeforeJoining'
  | 'sentBeforeThisDevice' // history from before this device signed in, no backup
  | 'withheld' // the sender chose not to share it
  | 'withheldFromUnverified' // the sender shares keys with verified devices only
  | 'senderUntrusted'
  | 'broken';

export type MessageBody =
  /** `html` is the sender's own formatted_body (org.matrix.custom.html): hostile until the page has sanitised it. */
  | { readonly type: 'text' | 'emote' | 'notice'; readonly text: string; readonly html: string | null }
  | AttachmentBody
  | PollBody
  /** A place on earth; `label` null where its sender gave none. */
  | ({ readonly type: 'location'; readonly label: string | null } & Place)
  | { readonly type: 'undecryptable'; readonly reason: UndecryptableReason }
  | { readonly type: 'redacted' }
  | { readonly type: 'unsupported'; readonly eventType: string };

/** Why an event could not be made into what it should be; `ref` is found in the log. */
export interface BrokenItem extends Keyed {
  readonly kind: 'broken';
  readonly id: string;
  readonly eventId: EventId | null;
  readonly ts: number;
  readonly ref: string;
}

/**
 * An edit that was not shown: not encrypted, where the message is; or not what the specification lets replace it ("Event replacements").
 */
export type RefusedEdit = 'unencrypted' | 'invalid';

/** What speaks against the claimed sender of an encrypted message. */
export type SenderDoubt =
  /** It was encrypted by a device of somebody else. */
  'otherSender';

/** Where an own message is on its way; null once the server has it. */
export type SendState = { readonly is: 'queued' } | { readonly is: 'sending' } | { readonly is: 'failed'; readonly error: AppError };

/** Those who reacted with the same key. */
export interface Reaction {
  /** As it was sent: an emoji, or any short text. */
  readonly key: string;
  /** People, not events. */
  readonly count: number;
  /** Who were first. */
  readonly by: readonly Person[];
  /** The own one, to take it back. */
  readonly own: EventId | null;
  /** The own one, while the server does not have it. */
  readonly waiting?: TxnId;
}

/** What a message answers; null where it is not at hand. */
export interface Answered {
  readonly eventId: EventId;
  readonly sender: Person | null;
  /** One line of it. */
  readonly text: string | null;
  /** It has a file; `text` is what was written to it, or the name of a file that is nothing but one. */
  readonly attached?: AttachmentKind;
}

/** What this device has done to a message and the server does not know yet: it is shown as if it did. */
export interface WaitingChange {
  readonly is: 'edit' | 'delete' | 'vote' | 'end';
  readonly txnId: TxnId;
  readonly send: SendState;
}

export interface MessageItem extends Keyed {
  readonly kind: 'message';
  /** The transaction ID for what this device sent, else the event ID: it stays when the echo becomes the event. */
  readonly id: string;
  readonly eventId: EventId | null;
  readonly txnId: TxnId | null;
  readonly sender: Person;
  readonly own: boolean;
  /** Milliseconds since the epoch: what its sender claims, within bounds (`claimedTs`), or the local time of writing. */
  readonly ts: number;
  readonly body: MessageBody;
  readonly edited: boolean;
  /** The newest edit that was refused; the words are those from before it. */
  readonly refusedEdit?: RefusedEdit;
  readonly doubt?: SenderDoubt;
  readonly encrypted: boolean;
  readonly mentionsMe: boolean;
  readonly send: SendState | null;
  readonly replyTo?: Answered;
  /** In the order in which their first came. */
  readonly reactions?: readonly Reaction[];
  readonly change?: WaitingChange;
  /** Others whose read receipt is on this event. */
  readonly readBy: readonly Person[];
}

/** Asked to be let in; took that back; was not let in. */
export type KnockChange = 'knocked' | 'knockTakenBack' | 'knockRefused';
/** Who may come in (CS "m.room.join_rules"). */
export type RoomAccess = 'public' | 'invite' | 'knock' | 'restricted' | 'private';
/** Who may read what was said before (CS "m.room.history_visibility"). */
export type HistoryReaders = 'world_readable' | 'shared' | 'invited' | 'joined';

export type StateChange =
  | {
      readonly what: 'joined' | 'left' | 'invited' | 'kicked' | 'banned' | 'unbanned' | 'inviteDeclined' | KnockChange;
      readonly who: Person;
    }
  | { readonly what: 'renamed'; readonly who: Person; readonly from: string | null; readonly to: string | null }
  | { readonly what: 'pictureChanged'; readonly who: Person }
  | { readonly what: 'roomNamed'; readonly name: string }
  | { readonly what: 'topicSet'; readonly topic: string }
  | { readonly what: 'encryptionOn' }
  | { readonly what: 'roomCreated' }
  | { readonly what: 'accessSet'; readonly access: RoomAccess | null }
  | { readonly what: 'historySet'; readonly readers: HistoryReaders | null }
  /** Empty: it has none any more. */
  | { readonly what: 'addressSet'; readonly address: string }
  | { readonly what: 'roomPictureSet'; readonly removed: boolean }
  | { readonly what: 'guestsSet'; readonly allowed: boolean }
  /** Of one person; of several, or of what needs how much: `powersSet`. */
  | { readonly what: 'powerSet'; readonly who: Person; readonly level: number }
  | { readonly what: 'powersSet' | 'serversSet' | 'pinsSet' }
  /** The room goes on in another one, of which `server` knows. */
  | { readonly what: 'replaced'; readonly room: RoomId | null; readonly server: string | null }
  | { readonly what: 'pinned' | 'unpinned'; readonly pin: EventId }
  /** Somebody who is no user (yet). */
  | { readonly what: 'otherInvited' | 'otherInviteRevoked'; readonly name: string }
  | { readonly what: 'widgetSet' | 'widgetRemoved'; readonly name: string }
  | { readonly what: 'other'; readonly eventType: string };

export interface StateItem extends Keyed {
  readonly kind: 'state';
  readonly id: string;
  readonly eventId: EventId;
  /** Who did it. */
  readonly actor: Person;
  readonly ts: number;
  readonly change: StateChange;
}

/** Oldest first; days, groups of one sender and the "New" line are made by the page. */
export type TimelineItem = MessageItem | StateItem | BrokenItem;
