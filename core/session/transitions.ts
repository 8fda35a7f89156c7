import type { AppError } from '../errors.ts';
import type { Account, Remains } from './account.ts';
import type { SessionEffect } from './effects.ts';
import { nothingErased } from './eraseProgress.ts';
import type { EventOf } from './events.ts';
import type { Step } from './machine.ts';
import type { Attempt, CheckOrigin, Epoch, EraseReason, LeaveOrigin, RefreshCause, RefreshOrigin, StateOf } from './states.ts';

/** Between two probes of a session that waits for people: at most one a minute (C2). */
export const expiredProbeMs = 60_000;
/** Between two looks whether an account is still locked (G2). */
export const lockedProbeMs = 30_000;
/** Between two looks at a keychain that does not answer (J4). */
export const keychainRetryMs = 2_000;
/** Between two answers of whoami that everything is destroyed upon: a worker that lags behind has caught up by then (ADR 0011). */
export const secondLookMs = 2_000;
/**
 * I12: a homeserver remembers for two minutes what it was told of a token (Synapse), and removes the device when the authorisation server gets
 * round to it. Until it must have asked again its 200 says nothing.
 */
export const ending = { looks: 15, everyMs: 10_000 };
/** The first and the longest wait between two tries to have a 401 confirmed, or to refresh. */
const retryMs = { first: 1_000, most: 60_000 };
/** The same for a session whose every token is rejected (I9). */
const rejectedMs = { first: 2_000, most: 300_000 };

/** What every signed-in phase carries along. */
export interface Carried {
  readonly account: Account;
  readonly epoch: Epoch;
  readonly expiresAt: number | null;
  readonly refreshable: boolean;
  readonly unproven: boolean;
  readonly attempt: Attempt;
  /** Of phases that can be (C26); what comes of one says so itself. */
  readonly unclear?: boolean;
}

/** Whether what comes of this expiry is as unclear as it was: only the server's word makes it clear (C26). */
export const stillUnclear = (from: Carried, origin: LeaveOrigin): boolean => origin === 'expired' && from.unclear === true;

export const carry = ({ account, epoch, expiresAt, refreshable, unproven, attempt }: Carried): Carried => ({ account, epoch, expiresAt, refreshable, unproven, attempt });

/** With the token that main has put into place. */
export function renewed<S extends Carried>(from: S, { epoch, expiresAt, refreshable, unproven }: EventOf<'renewed'>): S {
  return { ...from, epoch, expiresAt, refreshable, unproven };
}

export function toActive(from: Carried, effects: readonly SessionEffect[], problem: AppError | null = null): Step {
  return { next: { phase: 'active', ...carry(from), attempt: from.attempt + 1, problem }, effects };
}

/** From a phase in which requests waited and the session was written down as ended. */
export function backToActive(from: Carried, retry = true): Step {
  return toActive(from, [{ do: 'release', retry }, { do: 'record', account: from.account, expiredSince: null }]);
}

/** Signed out softly: everything stays, requests are held, the server is asked now and then whether that is still so. */
export function toExpired(from: Carried, since: number, problem: AppError | null, unclear = false): Step {
  const attempt = from.attempt + 1;
  return {
    // A refresh token outlives no soft logout: it has been refused, or there was none.
    next: { phase: 'expired', ...carry(from), refreshable: false, attempt, since, problem, unclear },
    effects: [
      { do: 'hold' },
      { do: 'record', account: from.account, expiredSince: since },
      { do: 'delay', ms: expiredProbeMs, event: { type: 'probeDue', attempt } },
    ],
  };
}

/** A 401, whatever it says, is believed only when our own request meets one too (A8, E9). `hards`: answers until now that say the session is destroyed. */
export function toChecking(from: Carried, origin: CheckOrigin, since: number, hards = 1, doubted = false, looks = 0): { readonly next: StateOf<'checking'>; readonly effects: Step['effects'] } {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'checking', ...carry(from), attempt, origin, since, problem: null, tries: 0, hards, doubted, unclear: stillUnclear(from, origin), looks },
    effects: [{ do: 'hold' }, { do: 'probe', account: from.account, attempt }],
  };
}

/** whoami itself says that the session is destroyed; it is asked the same once more, and not in the same breath (E9). */
export function toSecondLook(from: Carried, origin: CheckOrigin, since: number, doubted = false, looks = 0): Step {
  const { next } = toChecking(from, origin, since, 1, doubted, looks);
  return { next, effects: [{ do: 'hold' }, { do: 'delay', ms: secondLookMs, event: { type: 'probeDue', attempt: next.attempt } }] };
}

export function toLocked(from: Carried, message: string, since: number | null): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'locked', ...carry(from), attempt, message, since },
    effects: [{ do: 'hold' }, { do: 'delay', ms: lockedProbeMs, event: { type: 'probeDue', attempt } }],
  };
}

/** What a refresh goes back to, and how it came about. */
export interface RefreshReason {
  readonly origin: RefreshOrigin;
  readonly cause: RefreshCause;
  readonly message?: string;
  readonly since?: number | null;
}

/** People see nothing of it (B5). Requests wait where the server has rejected the token already. */
export function toRefreshing(from: Carried, { origin, cause, message = '', since = null }: RefreshReason): Step {
  const attempt = from.attempt + 1;
  const held = cause !== 'due' || origin === 'locked';
  return {
    next: { phase: 'refreshing', ...carry(from), attempt, origin, cause, held, problem: null, tries: 0, message, since },
    effects: [...(held ? [{ do: 'hold' } as const] : []), { do: 'refresh', account: from.account, attempt }],
  };
}

/** A token that a refresh has just given met a 401. Whether every request would, or only that one, whoami tells, and people see nothing until then. */
export function toDoubted(from: Carried, origin: 'opening' | 'active'): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'refreshing', ...carry(from), attempt, origin, cause: 'doubt', held: true, problem: null, tries: 0, message: '', since: null },
    effects: [{ do: 'hold' }, { do: 'probe', account: from.account, attempt }],
  };
}

/** Each new token is rejected: no loop, nothing destroyed; asked again ever more seldom (B14, I9). `tries` 0: people are not told before that has been done once. */
export function toRejected(from: Carried, tries: number, problem: AppError | null, retryAfterMs = 0): Step {
  const attempt = from.attempt + 1;
  const ms = Math.max(backoff(rejectedMs, tries), retryAfterMs);
  return {
    next: { phase: 'rejected', ...carry(from), attempt, tries, problem },
    effects: [{ do: 'hold' }, { do: 'delay', ms, event: { type: 'refreshDue', epoch: from.epoch } }],
  };
}

/** The only way to destroy anything. */
export function toErasing(attempt: Attempt, account: Remains, reason: EraseReason, at: number): Step {
  const next = attempt + 1;
  return {
    next: { phase: 'erasing', attempt: next, reason, at, progress: nothingErased },
    effects: [{ do: 'erase', account, reason, at, attempt: next }],
  };
}

/** `tries` counts from 0. */
export function retryDelayMs(tries: number): number {
  return backoff(retryMs, tries);
}

function backoff({ first, most }: { readonly first: number; readonly most: number }, tries: number): number {
  return Math.min(first * 2 ** Math.min(tries, 20), most);
}
