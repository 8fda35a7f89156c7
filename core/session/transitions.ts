import type { AppError } from '../errors.ts';
import type { Remains } from './account.ts';
import type { SessionEffect } from './effects.ts';
import type { EraseJournal } from './eraseJournal.ts';
import { nothingErased } from './eraseProgress.ts';
import type { EventOf, EventType } from './events.ts';
import type { SignInAgainMethod } from './method.ts';
import type {
  Attempt,
  CheckOrigin,
  EraseReason,
  LeaveOrigin,
  Phase,
  RefreshCause,
  RefreshOrigin,
  SessionState,
  SignedIn,
  StateOf,
} from './states.ts';
import { expiredProbeMs, lockedProbeMs, longestLimitMs, lookAgainMs, rejectedDelayMs, secondLookMs } from './waits.ts';

/** What comes of an event: the state from now on, and what is to be done, in this order. */
export interface Step<S extends SessionState = SessionState> {
  readonly next: S;
  readonly effects: readonly SessionEffect[];
}

/** What one phase does upon each event that means something there; null from a cell: nothing, as it is now. */
export type Cells<P extends Phase> = {
  readonly [E in EventType]?: (state: StateOf<P>, event: EventOf<E>) => Step | null;
};

/** What every signed-in phase carries along, without the rest. */
export const carry = ({ account, epoch, expiresAt, refreshable, unproven, attempt }: SignedIn): SignedIn => ({
  account,
  epoch,
  expiresAt,
  refreshable,
  unproven,
  attempt,
});

/** With the token that main has put into place. */
export function renewed<S extends SignedIn>(from: S, { newEpoch, expiresAt, refreshable, unproven }: EventOf<'renewed'>): S {
  return { ...from, epoch: newEpoch, expiresAt, refreshable, unproven };
}

/** B14, H13: what a refresh has just given is not exchanged again at once, unless it was never used within its life. */
export function isFresh({ unproven, expiresAt }: SignedIn, now: number): boolean {
  return unproven && (expiresAt === null || now < expiresAt);
}

/** Whether what comes of this expiry is as unclear as it was: only the server's word makes it clear (C26). */
const stillUnclear = (from: SignedIn, origin: LeaveOrigin): boolean => origin === 'expired' && 'unclear' in from && from.unclear === true;

/** `lost`: why the last look had no answer; where that was a rate limit the next one waits for its end (H11). */
export function probeLater(attempt: Attempt, ms: number, lost: AppError | null = null): SessionEffect {
  return { do: 'delay', ms: Math.max(ms, limitOf(lost)), event: { type: 'probeDue', attempt } };
}

const limitOf = (error: AppError | null): number => (error?.code === 'rateLimited' ? Math.min(error.retryAfterMs, longestLimitMs) : 0);

export function toActive(from: SignedIn, effects: readonly SessionEffect[], problem: AppError | null = null): Step {
  return { next: { phase: 'active', ...carry(from), attempt: from.attempt + 1, problem }, effects };
}

/** From a phase in which requests waited and the session was written down as ended. */
export function backToActive(from: SignedIn, retry = true): Step {
  return toActive(from, [
    { do: 'release', retry },
    { do: 'record', account: from.account, expiredSince: null },
  ]);
}

/**
 * whoami is asked now and then of a session that waits for people (C2); sooner where one answer says that it is destroyed: a remote wipe
 * does not wait (E10).
 */
export const lookLater = (attempt: Attempt, hards: number, lost: AppError | null = null): SessionEffect =>
  probeLater(attempt, hards > 0 ? lookAgainMs : expiredProbeMs, lost);

/** What is known of an expiry beside its time. `lost`: why whoami could not tell. */
type Expiry = Partial<Pick<StateOf<'expired'>, 'unclear' | 'hards'>> & { readonly lost?: AppError };

/** Signed out softly: everything stays, requests are held, the server is asked now and then whether that is still so. */
export function toExpired(
  from: SignedIn,
  since: number,
  problem: AppError | null,
  { unclear = false, hards = 0, lost }: Expiry = {},
): Step {
  const attempt = from.attempt + 1;
  return {
    // A refresh token outlives no soft logout: it has been refused, or there was none.
    next: { phase: 'expired', ...carry(from), refreshable: false, attempt, since, problem, unclear, hards },
    effects: [{ do: 'hold' }, { do: 'record', account: from.account, expiredSince: since }, lookLater(attempt, hards, lost)],
  };
}

/** Asks for a token on the same device, after a look whether the device is still there (C16). */
export function toResuming(
  from: SignedIn,
  origin: StateOf<'resuming'>['origin'],
  method: SignInAgainMethod,
  since: number,
  { unclear = false, hards = 0 }: Expiry = {},
): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'resuming', ...carry(from), attempt, origin, held: false, since, unclear, hards, method, step: 'probing', code: null },
    effects: [{ do: 'probe', account: from.account, attempt }],
  };
}

/** What was known before whoami is asked; by itself: one answer that says the session is destroyed. */
type Known = Partial<Pick<StateOf<'checking'>, 'hards' | 'doubted' | 'looks'>>;

/** A 401, whatever it says, is believed only when our own request meets one too (A8, E9). */
export function toChecking(
  from: SignedIn,
  origin: CheckOrigin,
  since: number,
  { hards = 1, doubted = false, looks = 0 }: Known = {},
): Step<StateOf<'checking'>> {
  const attempt = from.attempt + 1;
  const unclear = stillUnclear(from, origin);
  return {
    next: { phase: 'checking', ...carry(from), attempt, origin, since, problem: null, tries: 0, hards, doubted, unclear, looks },
    effects: [{ do: 'hold' }, { do: 'probe', account: from.account, attempt }],
  };
}

/** whoami itself says that the session is destroyed; it is asked the same once more, and not in the same breath (E9). */
export function toSecondLook(from: SignedIn, origin: CheckOrigin, since: number, { doubted, looks }: Omit<Known, 'hards'> = {}): Step {
  const { next } = toChecking(from, origin, since, { hards: 1, doubted, looks });
  return { next, effects: [{ do: 'hold' }, probeLater(next.attempt, secondLookMs)] };
}

export function toLocked(from: SignedIn, message: string, since: number | null, lost: AppError | null = null): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'locked', ...carry(from), attempt, message, since },
    effects: [{ do: 'hold' }, probeLater(attempt, lockedProbeMs, lost)],
  };
}

/** What a refresh goes back to, and how it came about. */
interface RefreshReason {
  readonly origin: RefreshOrigin;
  readonly cause: RefreshCause;
  readonly message?: string;
  readonly since?: number | null;
}

/** People see nothing of it (B5). Requests wait where the server has rejected the token already. */
export function toRefreshing(from: SignedIn, { origin, cause, message = '', since = null }: RefreshReason): Step {
  const attempt = from.attempt + 1;
  const held = cause !== 'due' || origin === 'locked';
  return {
    next: { phase: 'refreshing', ...carry(from), attempt, origin, cause, held, problem: null, tries: 0, message, since },
    effects: [...(held ? [{ do: 'hold' } as const] : []), { do: 'refresh', account: from.account, attempt }],
  };
}

/**
 * A token that a refresh has just given met a 401. Whether every request would, or only that one, whoami tells, and people see nothing
 * until then.
 */
export function toDoubted(from: SignedIn, origin: 'opening' | 'active'): Step {
  const attempt = from.attempt + 1;
  return {
    next: {
      phase: 'refreshing',
      ...carry(from),
      attempt,
      origin,
      cause: 'doubt',
      held: true,
      problem: null,
      tries: 0,
      message: '',
      since: null,
    },
    effects: [{ do: 'hold' }, { do: 'probe', account: from.account, attempt }],
  };
}

/**
 * Each new token is rejected: no loop, nothing destroyed; asked again ever more seldom (B14, I9). `tries` 0: people are not told before
 * that has been done once.
 */
export function toRejected(from: SignedIn, tries: number, problem: AppError | null, retryAfterMs = limitOf(problem)): Step {
  const ms = Math.max(rejectedDelayMs(tries), retryAfterMs);
  return {
    next: { phase: 'rejected', ...carry(from), attempt: from.attempt + 1, tries, problem },
    effects: [{ do: 'hold' }, { do: 'delay', ms, event: { type: 'refreshDue', epoch: from.epoch } }],
  };
}

export function toSigningOut(from: SignedIn, origin: LeaveOrigin, since: number, message: string): Step {
  const attempt = from.attempt + 1;
  const unclear = stillUnclear(from, origin);
  return {
    next: { phase: 'signingOut', ...carry(from), attempt, hards: 0, origin, problem: null, since, message, unclear },
    effects: [{ do: 'hold' }, { do: 'logout', account: from.account, attempt }],
  };
}

type Unopened = Pick<StateOf<'storeCorrupt'>, 'account' | 'error' | 'refreshable'>;

/** Asked at once: a lost computer whose data do not open is to be erased like any other (E10). */
export function toStoreCorrupt(attempt: Attempt, { account, error, refreshable }: Unopened): Step {
  const probe = { do: 'probe', account, attempt } as const;
  return {
    next: { phase: 'storeCorrupt', attempt, account, error, refreshable, hards: 0 },
    effects: error.code === 'diskFull' ? [probe, { do: 'awaitRoom', attempt }] : [probe],
  };
}

/** The only way to begin to destroy anything. */
export function toErasing(attempt: Attempt, account: Remains, reason: EraseReason, at: number): Step {
  const next = attempt + 1;
  return {
    next: { phase: 'erasing', attempt: next, reason, at, progress: nothingErased },
    effects: [{ do: 'erase', account, reason, at, attempt: next }],
  };
}

/** What an earlier run began to destroy is destroyed. */
export function toFinishingErase(attempt: Attempt, journal: EraseJournal): Step {
  const next = attempt + 1;
  return {
    next: { phase: 'erasing', attempt: next, reason: journal.reason, at: journal.at, progress: nothingErased },
    effects: [{ do: 'finishErase', journal, attempt: next }],
  };
}
