import { afterLook } from '../cells/afterLook.ts';
import { endedHere, openFailed, probeAgain } from '../cells/signedIn.ts';
import type { SessionEffect } from '../effects.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import {
  backToActive,
  isFresh,
  probeLater,
  renewed,
  toErasing,
  toExpired,
  toLocked,
  toRefreshing,
  toRejected,
  toSecondLook,
  toSigningOut,
} from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';
import { ending, lookAgainMs, retryDelayMs } from '../waits.ts';

type Checking = StateOf<'checking'>;

function probed(state: Checking, event: EventOf<'probed'>): Step {
  const { verdict } = event;
  switch (verdict.is) {
    case 'alive':
      if (state.looks > 0) return notYetHeard(state);
      // B11: a refusal that whoami contradicts is tried once more, when the token ends.
      return backToActive({ ...state, refreshable: state.refreshable || state.doubted }, state.origin !== 'active');
    case 'soft':
      return state.refreshable ? refreshFirst(state, 'soft', event.now) : endedSoftly(state, verdict.unclear === true, event.now);
    case 'hard':
      return state.refreshable ? refreshFirst(state, 'hard', event.now) : destroyed(state, event.now);
    case 'locked': {
      const since = state.origin === 'expired' ? state.since : null;
      return toLocked({ ...state, refreshable: state.refreshable || state.doubted }, verdict.message, since);
    }
    case 'noAnswer': {
      if (state.origin === 'expired')
        return toExpired(state, state.since, afterLook(null, verdict.error), { ...state, lost: verdict.error });
      const retryMs = retryDelayMs(state.tries);
      return {
        next: { ...state, problem: verdict.error, tries: state.tries + 1 },
        effects: [probeLater(state.attempt, state.hards > 0 ? Math.min(retryMs, lookAgainMs) : retryMs, verdict.error)],
      };
    }
  }
}

/** I12: the authorisation server knows better than the homeserver's memory of what it said before. */
function notYetHeard(state: Checking): Step {
  return {
    next: { ...state, hards: 0, problem: null, tries: 0, looks: state.looks - 1 },
    effects: [probeLater(state.attempt, ending.everyMs)],
  };
}

/** B5, B14: what was asked about because it seemed locked has ended instead. */
function refreshFirst(state: Checking, cause: 'soft' | 'hard', now: number): Step {
  const isRejected = cause === 'hard' ? state.unproven : isFresh(state, now);
  return isRejected ? toRejected(state, 1, null) : toRefreshing(state, { origin: 'active', cause });
}

function endedSoftly(state: Checking, unclear: boolean, now: number): Step {
  const { next, effects } = toExpired(state, state.origin === 'expired' ? state.since : now, null, { unclear });
  const drop: readonly SessionEffect[] = state.doubted ? [{ do: 'dropRefreshToken', account: state.account }] : [];
  return { next, effects: [...drop, ...effects] };
}

/** E9: two answers that say so, of which one is to our own request. */
function destroyed(state: Checking, now: number): Step {
  if (state.hards === 0) return toSecondLook(state, state.origin, state.since, state);
  return toErasing(state.attempt, state.account, 'signedOutElsewhere', now);
}

export const checking: Cells<'checking'> = {
  openFailed,
  probed,
  probeDue: probeAgain,
  renewed: (state, event) => backToActive(renewed(state, event)),
  endedHere,
  // However often people ask, the homeserver is given its time.
  retryAsked: (state) => probeAgain(state.looks > 0 ? { ...state, looks: state.looks + 1 } : state),
  signOutAsked: (state, { now }) =>
    toSigningOut(state, state.looks > 0 ? 'ending' : state.origin, state.origin === 'active' ? now : state.since, ''),
};
