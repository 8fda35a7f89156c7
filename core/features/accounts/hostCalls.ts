import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';
import type { UserId } from '../../ids.ts';
import type { Phase } from '../../session/states.ts';

/**
 * A place for an account: one that is signed in, or one to sign in at. `slot` names it for as long as main runs, also before its
 * account is known and after that is gone.
 */
export interface AccountSlot {
  readonly slot: string;
  readonly userId: UserId | null;
  readonly homeserver: string | null;
  readonly phase: Phase;
  readonly unreadCount: number;
  readonly mentionCount: number;
}

export interface AccountSlots {
  /** In the order in which they were added; never empty. */
  readonly list: readonly AccountSlot[];
  /** The slot that people look at. */
  readonly onScreen: string;
}

/** About all places together. */
export const accountsOffer = {
  calls: {
    /** Makes a place to sign in at, and shows it. */
    addAccount: takes(nothing).gives<void>(),
  },
  streams: { accounts: takes(nothing).gives<AccountSlots>() },
};

/** About one of them. */
export const accountPlaceOffer = {
  calls: {
    /** Brings this account to the front, and remembers it. A place to sign in at that is not being used goes away. */
    showAccount: takes(nothing).gives<void>(),
    /** Leaves a place without an account, where there is another to go to. Destroys nothing. */
    leaveSlot: takes(nothing).gives<void>(),
  },
  streams: {},
};
