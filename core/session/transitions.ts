import type { AppError } from '../errors.ts';
import type { Account, Remains } from './account.ts';
import type { SessionEffect } from './effects.ts';
import { nothingErased } from './eraseProgress.ts';
import type { Step } from './machine.ts';
import type { Attempt, CheckOrigin, Epoch, EraseReason } from './states.ts';

/** Between two probes of a session that waits for people: at most one a minute (C2). */
export const expiredProbeMs = 60_000;
/** Between two looks whether an account is still locked (G2). */
export const lockedProbeMs = 30_000;
/** Between two looks at a keychain that does not answer (J4). */
export const keychainRetryMs = 2_000;
/** The first and the longest wait between two tries to have a 401 confirmed. */
const checkRetryMs = { first: 1_000, most: 60_000 };

/** What every signed-in phase carries along. */
export interface Carried {
  readonly account: Account;
  readonly epoch: Epoch;
  readonly expiresAt: number | null;
  readonly attempt: Attempt;
}

const carry = ({ account, epoch, expiresAt, attempt }: Carried): Carried => ({ account, epoch, expiresAt, attempt });

export function toActive(from: Carried, effects: readonly SessionEffect[]): Step {
  return { next: { phase: 'active', ...carry(from), attempt: from.attempt + 1 }, effects };
}

/** Signed out softly: everything stays, requests are held, the server is asked now and then whether that is still so. */
export function toExpired(from: Carried, since: number, problem: AppError | null): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'expired', ...carry(from), attempt, since, problem },
    effects: [
      { do: 'hold' },
      { do: 'record', account: from.account, expiredSince: since },
      { do: 'delay', ms: expiredProbeMs, event: { type: 'probeDue', attempt } },
    ],
  };
}

/** A hard 401 is believed only when our own request meets one too. */
export function toChecking(from: Carried, origin: CheckOrigin, since: number): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'checking', ...carry(from), attempt, origin, since, problem: null, tries: 0 },
    effects: [{ do: 'hold' }, { do: 'probe', account: from.account, attempt }],
  };
}

export function toLocked(from: Carried, message: string, since: number | null): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'locked', ...carry(from), attempt, message, since },
    effects: [{ do: 'hold' }, { do: 'delay', ms: lockedProbeMs, event: { type: 'probeDue', attempt } }],
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
export function checkDelayMs(tries: number): number {
  return Math.min(checkRetryMs.first * 2 ** tries, checkRetryMs.most);
}
