import { afterLook } from '../cells/afterLook.ts';
import { openFailed, probeAgain } from '../cells/signedIn.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import {
  backToActive,
  lookLater,
  renewed,
  toChecking,
  toErasing,
  toLocked,
  toResuming,
  toSecondLook,
  toSigningOut,
} from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';

function probed(state: StateOf<'expired'>, { attempt, verdict, now }: EventOf<'probed'>): Step {
  switch (verdict.is) {
    case 'alive':
      return backToActive(state);
    case 'soft':
      return {
        next: { ...state, problem: afterLook(state.problem, null), unclear: verdict.unclear === true, hards: 0 },
        effects: [lookLater(attempt, 0)],
      };
    case 'hard':
      // However many answers were lost in between.
      if (state.hards > 0) return toErasing(attempt, state.account, 'signedOutElsewhere', now);
      return toSecondLook(state, 'expired', state.since);
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return {
        next: { ...state, problem: afterLook(state.problem, verdict.error) },
        effects: [lookLater(attempt, state.hards, verdict.error)],
      };
  }
}

export const expired: Cells<'expired'> = {
  openFailed,
  probed,
  probeDue: probeAgain,
  retryAsked: probeAgain,
  renewed: (state, event) => backToActive(renewed(state, event)),
  // Requests that were on their way when the gate closed may still bring worse news than the first (E10).
  tokenJudged: (state, { verdict }) => (verdict.is === 'hard' ? toChecking(state, 'expired', state.since) : null),
  signInAgainAsked: (state, { method }) => toResuming(state, 'expired', method, state.since, state),
  signOutAsked: (state) => toSigningOut(state, 'expired', state.since, ''),
};
