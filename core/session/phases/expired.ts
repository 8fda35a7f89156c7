import { openFailed, probeAgain } from '../cells/signedIn.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { backToActive, probeLater, renewed, toChecking, toLocked, toResuming, toSecondLook, toSigningOut } from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';
import { expiredProbeMs } from '../waits.ts';

function probed(state: StateOf<'expired'>, { attempt, verdict }: EventOf<'probed'>): Step {
  switch (verdict.is) {
    case 'alive':
      return backToActive(state);
    case 'soft':
      return { next: { ...state, problem: null, unclear: verdict.unclear === true }, effects: [probeLater(attempt, expiredProbeMs)] };
    case 'hard':
      return toSecondLook(state, 'expired', state.since);
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return { next: { ...state, problem: verdict.error }, effects: [probeLater(attempt, expiredProbeMs)] };
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
  signInAgainAsked: (state, { method }) => toResuming(state, 'expired', method, state.since, state.unclear),
  signOutAsked: (state) => toSigningOut(state, 'expired', state.since, ''),
};
