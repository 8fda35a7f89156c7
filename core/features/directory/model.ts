import type { RoomId, UserId } from '../../ids.ts';
import type { RoomCard } from '../links/model.ts';

/** Somebody whom a search found. */
export interface FoundPerson {
  readonly userId: UserId;
  readonly name: string;
  /** Where one chats with them already. */
  readonly chat: RoomId | null;
}

export interface FoundPeople {
  readonly people: readonly FoundPerson[];
  /** There are more than are shown, or the server's own list could not be asked: then only those known here. */
  readonly more: boolean;
  readonly onlyKnown: boolean;
}

/** A page of a server's published rooms (CS `POST /_matrix/client/v3/publicRooms`). */
export interface FoundRooms {
  readonly rooms: readonly RoomCard[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

export interface NewRoom {
  readonly name: string;
  readonly topic: string;
  /** Who may join: those who are invited, or everybody. */
  readonly access: 'invite' | 'public';
  readonly isEncrypted: boolean;
  /** Before the colon of its address, without the sigil; empty: it gets none. Of public rooms only. */
  readonly address: string;
}
