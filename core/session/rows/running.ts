import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import { backToActive, ending, renewed, retryDelayMs, toActive, toChecking, toDoubted, toErasing, toExpired, toLocked, toRefreshing, toRejected, toSecondLook } from '../transitions.ts';
import type { Carried } from '../transitions.ts';
import type { StateOf } from '../states.ts';
import { resuming } from './expired.ts';
import { endedHere, keysGone, openFailed, toSigningOut } from './shared.ts';

type Running = StateOf<'opening'> | StateOf<'active'>;

/** The engine's word on an answer: only about the token that is current (A12). */
function judged(state: Running, { epoch, verdict, now }: EventOf<'tokenJudged'>): Step | null {
  if (epoch !== state.epoch) return null;
  switch (verdict.is) {
    case 'soft':
      // A8: a federated server may have put it into the answer to this one request.
      if (!state.refreshable) return toChecking(state, 'active', now, 0);
      return isFresh(state, now) ? toDoubted(state, state.phase) : toRefreshing(state, { origin: state.phase, cause: 'soft' });
    case 'hard':
      return endOf(state, state.phase, now);
    case 'locked':
      return toChecking(state, 'active', now, 0);
    case 'alive':
    case 'noAnswer':
      return null;
  }
}

/** B5, B14: a refresh comes first, unless the rejected token is what a refresh has just given. */
function endOf(state: Carried, origin: 'opening' | 'active', now: number): Step {
  if (!state.refreshable) return toChecking(state, 'active', now);
  return state.unproven ? toDoubted(state, origin) : toRefreshing(state, { origin, cause: 'hard' });
}

/** B14, H13: what a refresh has just given is not exchanged again at once, unless it was never used within its life. */
function isFresh({ unproven, expiresAt }: Carried, now: number): boolean {
  return unproven && (expiresAt === null || now < expiresAt);
}

function reachedExpiry(state: Running, { epoch, now }: EventOf<'expiryReached'>): Step | null {
  if (epoch !== state.epoch) return null;
  return state.refreshable ? toRefreshing(state, { origin: state.phase, cause: 'soft' }) : toExpired(state, now, null);
}

function refreshDue(state: Running, { epoch }: EventOf<'refreshDue'>): Step | null {
  return epoch === state.epoch && state.refreshable ? toRefreshing(state, { origin: state.phase, cause: 'due' }) : null;
}

/** The engine goes on with the new token. */
function replaced<S extends Running>(state: S, event: EventOf<'renewed'>): { next: S; effects: Step['effects'] } {
  return { next: renewed(state, event), effects: [{ do: 'release', retry: true }] };
}

function proven<S extends Running>(state: S, { epoch }: EventOf<'synced'>): { next: S; effects: Step['effects'] } | null {
  return epoch === state.epoch && state.unproven ? { next: { ...state, unproven: false }, effects: [] } : null;
}

function checked(state: StateOf<'checking'>, { attempt, verdict, now }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  switch (verdict.is) {
    case 'alive':
      if (state.looks > 0) return notYetHeard(state);
      // B11: a refusal that whoami contradicts is tried once more, when the token ends.
      return backToActive({ ...state, refreshable: state.refreshable || state.doubted }, state.origin !== 'active');
    case 'soft': {
      if (state.refreshable) return refreshFirst(state, 'soft', now);
      const { next, effects } = toExpired(state, state.origin === 'expired' ? state.since : now, null, verdict.unclear === true);
      return { next, effects: state.doubted ? [{ do: 'dropRefreshToken', account: state.account }, ...effects] : effects };
    }
    case 'hard':
      if (state.refreshable) return refreshFirst(state, 'hard', now);
      // E9: two answers that say so, of which one is to our own request.
      return state.hards === 0 ? toSecondLook(state, state.origin, state.since, state.doubted, state.looks) : toErasing(state.attempt, state.account, 'signedOutElsewhere', now);
    case 'locked':
      return toLocked({ ...state, refreshable: state.refreshable || state.doubted }, verdict.message, state.origin === 'expired' ? state.since : null);
    case 'noAnswer':
      if (state.origin === 'expired') return toExpired(state, state.since, verdict.error, state.unclear);
      return {
        next: { ...state, problem: verdict.error, tries: state.tries + 1 },
        effects: [{ do: 'delay', ms: retryDelayMs(state.tries), event: { type: 'probeDue', attempt } }],
      };
  }
}

/** I12: the authorisation server knows better than the homeserver's memory of what it said before. */
function notYetHeard(state: StateOf<'checking'>): Step {
  return {
    next: { ...state, hards: 0, problem: null, tries: 0, looks: state.looks - 1 },
    effects: [{ do: 'delay', ms: ending.everyMs, event: { type: 'probeDue', attempt: state.attempt } }],
  };
}

/** B5, B14: what was asked about because it seemed locked has ended instead. */
function refreshFirst(state: StateOf<'checking'>, cause: 'soft' | 'hard', now: number): Step {
  const isRejected = cause === 'hard' ? state.unproven : isFresh(state, now);
  return isRejected ? toRejected(state, 1, null) : toRefreshing(state, { origin: 'active', cause });
}

function lockedProbed(state: StateOf<'locked'>, { attempt, verdict, now }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  const refresh = { origin: 'locked', message: state.message, since: state.since } as const;
  switch (verdict.is) {
    case 'alive':
      return backToActive(state);
    case 'soft':
      if (!state.refreshable) return toExpired(state, state.since ?? now, null, verdict.unclear === true);
      return isFresh(state, now) ? toRejected(state, 1, null) : toRefreshing(state, { ...refresh, cause: 'soft' });
    case 'hard':
      if (!state.refreshable) return toSecondLook(state, 'locked', now);
      return state.unproven ? toRejected(state, 1, null) : toRefreshing(state, { ...refresh, cause: 'hard' });
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return toLocked(state, state.message, state.since);
  }
}

/** Asks again under a new attempt, so that an older question's answer no longer counts. */
function askAgain<S extends Carried>(state: S): { next: S; effects: Step['effects'] } {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

export const running: Pick<Table, 'opening' | 'active' | 'checking' | 'locked'> = {
  opening: {
    engineReady: (state) => toActive(state, []),
    openFailed,
    tokenJudged: judged,
    expiryReached: reachedExpiry,
    refreshDue,
    renewed: replaced,
    synced: proven,
    keysGone,
    endedHere,
    signOutAsked: (state, { now }) => toSigningOut(state, 'active', now, ''),
  },
  active: {
    openFailed,
    tokenJudged: judged,
    expiryReached: reachedExpiry,
    refreshDue,
    renewed: replaced,
    synced: proven,
    keysGone,
    endedHere,
    // L1: before the session ends, so that nothing is interrupted.
    signInAgainAsked: (state, { method, now }) => (state.refreshable ? null : resuming(state, 'active', method, now)),
    signOutAsked: (state, { now }) => toSigningOut(state, 'active', now, ''),
  },
  checking: {
    openFailed,
    probed: checked,
    probeDue: (state, event) => (event.attempt === state.attempt ? askAgain(state) : null),
    renewed: (state, event) => backToActive(renewed(state, event)),
    endedHere,
    // However often people ask, the homeserver is given its time.
    retryAsked: (state) => askAgain(state.looks > 0 ? { ...state, looks: state.looks + 1 } : state),
    signOutAsked: (state, { now }) => toSigningOut(state, state.looks > 0 ? 'ending' : state.origin, state.origin === 'active' ? now : state.since, ''),
  },
  locked: {
    openFailed,
    probed: lockedProbed,
    probeDue: (state, event) => (event.attempt === state.attempt ? askAgain(state) : null),
    renewed: (state, event) => ({ next: renewed(state, event), effects: [] }),
    retryAsked: askAgain,
    signOutAsked: (state, { now }) => toSigningOut(state, 'locked', state.since ?? now, state.message),
  },
};
