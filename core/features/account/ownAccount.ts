import type { AppError } from '../../errors.ts';
import type { DeviceId } from '../../ids.ts';

/** A device of one's own account (CS "GET /devices"). */
export interface OwnDevice {
  readonly deviceId: DeviceId;
  readonly name: string | null;
  /** Milliseconds since the epoch; the server may round it or not tell. */
  readonly lastSeenTs: number | null;
  readonly lastSeenIp: string | null;
  /** The one that this is. */
  readonly here: boolean;
}

/** What the server lets one do with the account (CS "Capabilities"); what it does not speak of is allowed. */
export interface OwnAccount {
  readonly displayName: string | null;
  readonly mayChangePassword: boolean;
  readonly mayChangeName: boolean;
}

/** A way to say "it is me" that a server offers (CS "User-interactive authentication"). */
export type ConfirmWay = { readonly is: 'password' } | { readonly is: 'browser'; readonly stage: string };

/** What the server wants to know before it does what was asked. */
export interface Confirmation {
  /** Names the question; an older one is no longer answered. */
  readonly id: number;
  readonly ways: readonly ConfirmWay[];
  /** Why the last answer was not enough. */
  readonly problem: AppError | null;
  /** The stage for which the browser was opened, while the server has not heard of its end. */
  readonly inBrowser: string | null;
}

export type AccountOutcome = { readonly is: 'done' } | { readonly is: 'confirm'; readonly confirmation: Confirmation };
