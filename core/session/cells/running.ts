import type { EventOf } from '../events.ts';
import type { SignedIn, StateOf } from '../states.ts';
import { isFresh, renewed, toChecking, toDoubted, toErasing, toExpired, toRefreshing, toSigningOut } from '../transitions.ts';
import type { Step } from '../transitions.ts';
import { endedHere, openFailed } from './signedIn.ts';

type Running = StateOf<'opening'> | StateOf<'active'>;

/** The engine's word on an answer. */
function judged(state: Running, { verdict, now }: EventOf<'tokenJudged'>): Step | null {
  switch (verdict.is) {
    case 'soft':
      // A8: a federated server may have put it into the answer to this one request.
      if (!state.refreshable) return toChecking(state, 'active', now, { hards: 0 });
      return isFresh(state, now) ? toDoubted(state, state.phase) : toRefreshing(state, { origin: state.phase, cause: 'soft' });
    case 'hard':
      return endOf(state, state.phase, now);
    case 'locked':
      return toChecking(state, 'active', now, { hards: 0 });
    case 'alive':
    case 'noAnswer':
      return null;
  }
}

/** B5, B14: a refresh comes first, unless the rejected token is what a refresh has just given. */
function endOf(state: SignedIn, origin: 'opening' | 'active', now: number): Step {
  if (!state.refreshable) return toChecking(state, 'active', now);
  return state.unproven ? toDoubted(state, origin) : toRefreshing(state, { origin, cause: 'hard' });
}

function reachedExpiry(state: Running, { now }: EventOf<'expiryReached'>): Step {
  return state.refreshable ? toRefreshing(state, { origin: state.phase, cause: 'soft' }) : toExpired(state, now, null);
}

function refreshDue(state: Running): Step | null {
  return state.refreshable ? toRefreshing(state, { origin: state.phase, cause: 'due' }) : null;
}

/** The engine goes on with the new token. */
function replaced<S extends Running>(state: S, event: EventOf<'renewed'>): Step<S> {
  return { next: renewed(state, event), effects: [{ do: 'release', retry: true }] };
}

function proven<S extends Running>(state: S): Step<S> | null {
  return state.unproven ? { next: { ...state, unproven: false }, effects: [] } : null;
}

/**
 * D3, found out while the session runs: the server has other keys than ours under our device ID, or none any more. The token is the
 * look-alike’s.
 */
function keysGone(from: SignedIn, { now }: EventOf<'keysGone'>): Step {
  const { next, effects } = toErasing(from.attempt, from.account, 'deviceReplaced', now);
  return { next, effects: [{ do: 'leave', account: from.account }, ...effects] };
}

/** What a session does from the moment its engine opens until the server ends it or people do. */
export const running = {
  openFailed,
  tokenJudged: judged,
  expiryReached: reachedExpiry,
  refreshDue,
  renewed: replaced,
  synced: proven,
  keysGone,
  endedHere,
  signOutAsked: (state: Running, { now }: EventOf<'signOutAsked'>) => toSigningOut(state, 'active', now, ''),
};
