import type { UserId } from '../../ids.ts';

/** Whom a server names for questions about an account (CS "Server Support"). */
export interface Support {
  readonly contacts: readonly SupportContact[];
  /** http or https. */
  readonly page: string | null;
}

/** At least one of `userId` and `email` is there. */
export interface SupportContact {
  readonly isSecurity: boolean;
  readonly userId: UserId | null;
  readonly email: string | null;
}

export const nobodyToAsk: Support = { contacts: [], page: null };
