import type { RoomAlias, RoomId, UserId } from '../../ids.ts';

/** How one gets into a room that one is not in; `open`: by joining. */
export type RoomEntry = 'open' | 'knock' | 'invite' | 'unknown';

/** A room that one is not in, as far as the server tells. */
export interface RoomCard {
  readonly room: RoomId | RoomAlias;
  readonly roomId: RoomId | null;
  readonly name: string | null;
  readonly topic: string | null;
  readonly memberCount: number | null;
  readonly isSpace: boolean;
  readonly entry: RoomEntry;
  readonly isBanned: boolean;
  /** One has asked to be let in, and nobody has answered. */
  readonly hasKnocked: boolean;
}

/** What a link to a room names. */
export type RoomLookup =
  /** One is in it, or invited. */
  | { readonly is: 'ours'; readonly roomId: RoomId }
  /** One is in it, but it is a space. */
  | { readonly is: 'ourSpace'; readonly name: string }
  | { readonly is: 'other'; readonly card: RoomCard }
  /** There is none, or none that strangers may know of: the server does not tell these apart. */
  | { readonly is: 'nothing' };

export interface UserCard {
  readonly userId: UserId;
  readonly name: string;
  readonly isMe: boolean;
  /** Rooms that both are in, as far as they are known here. */
  readonly shared: readonly { readonly id: RoomId; readonly name: string }[];
  /** Where one chats with them already. */
  readonly chat: RoomId | null;
}

/** What a link to a user names. */
export type UserLookup = { readonly is: 'found'; readonly card: UserCard } | { readonly is: 'nothing' };
