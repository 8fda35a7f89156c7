import type { EventId, RoomId, UserId } from '../../ids.ts';
import type { AttachmentKind } from '../media/attachment.ts';
import type { Keyed } from '../../patch.ts';

/** A person as the page shows them: the display name is disambiguated where two members share one (CS "Calculating the display name"). */
export interface Person {
  readonly userId: UserId;
  readonly name: string;
  /** Which picture (`pictureVersion`); without it, there is none. */
  readonly picture?: string | undefined;
}

/** The newest thing in a room worth a line in the room list. */
export type RoomPreview =
  | { readonly kind: 'text'; readonly sender: Person; readonly own: boolean; readonly text: string }
  | { readonly kind: 'undecryptable' }
  | { readonly kind: 'redacted'; readonly sender: Person }
  /** `attached`: what of; snapshots of before do not say. */
  | {
      readonly kind: 'file';
      readonly sender: Person;
      readonly own: boolean;
      readonly name: string;
      readonly attached?: AttachmentKind | undefined;
      readonly caption?: string | undefined;
    }
  | { readonly kind: 'invited'; readonly by: Person | null }
  | { readonly kind: 'none' };

/** One row of the room list; rows come sorted by activity, newest first, invites before all. */
export interface RoomSummary extends Keyed {
  readonly id: RoomId;
  readonly name: string;
  readonly membership: 'join' | 'invite';
  readonly isDirect: boolean;
  readonly isEncrypted: boolean;
  readonly preview: RoomPreview;
  /** Milliseconds since the epoch, of the newest event that counts as activity. */
  readonly lastActiveTs: number;
  readonly unreadCount: number;
  readonly mentionCount: number;
  /** Which picture; an invitation has none: to fetch it would tell a stranger. */
  readonly picture?: string | undefined;
  /** Somebody keeps it for later, read or not (CS "Unread markers"). */
  readonly markedUnread?: boolean;
  /** Unsent text waits in the composer. */
  readonly hasDraft: boolean;
}

/** What the header and the edges of an open room need beside its timeline. */
export interface RoomDetail {
  readonly id: RoomId;
  readonly name: string;
  readonly topic: string | null;
  readonly membership: 'join' | 'invite' | 'leave' | 'ban';
  readonly isEncrypted: boolean;
  readonly isDirect: boolean;
  readonly memberCount: number;
  readonly invitedBy: Person | null;
  /** Who is typing, without oneself. */
  readonly typing: readonly Person[];
  /** Older messages can be loaded. */
  readonly hasOlder: boolean;
  /** The last event that the person has read (fully-read marker, else own read receipt), for the "New" line. */
  readonly readUpTo: EventId | null;
  /** Anybody may join. */
  readonly isPublic?: boolean;
  /** Power level is enough to send messages. */
  readonly canSend: boolean;
  /** Power level is enough to delete what others have written. */
  readonly canDelete?: boolean;
  /** Power level is enough to call everybody by `@room`. */
  readonly canNotifyRoom?: boolean;
}

export interface Member extends Keyed {
  readonly id: UserId;
  readonly name: string;
  readonly membership: 'join' | 'invite';
  readonly picture?: string | undefined;
  /** Power level, 0–100 by convention. */
  readonly powerLevel: number;
}
