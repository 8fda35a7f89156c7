import { lookNow, watchedProbed, watchedRefused } from '../cells/watched.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { lookLater, renewed, toActive, toChecking, toErasing, toExpired, toLocked, toRejected } from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';
import { ending } from '../waits.ts';

type SigningOut = StateOf<'signingOut'>;

/** F1: an active or locked session may live on at the server, so people decide. C21: an ended one cannot be used by anybody. */
function signOutFailed(state: SigningOut, { attempt, error, now }: EventOf<'signOutFailed'>): Step {
  if (state.origin === 'expired') return toErasing(attempt, state.account, 'signedOutHere', now);
  return { next: { ...state, problem: error }, effects: [lookLater(attempt, state.hards)] };
}

function calledOff(state: SigningOut): Step {
  switch (state.origin) {
    case 'active':
      return toActive(state, [
        { do: 'abandon', attempt: state.attempt },
        { do: 'release', retry: true },
      ]);
    case 'ending':
      return toChecking(state, 'active', state.since, { hards: 0, looks: ending.looks });
    case 'expired':
      return toExpired(state, state.since, null, state);
    case 'locked':
      return toLocked(state, state.message, state.since);
    case 'rejected':
      return toRejected(state, 1, null);
  }
}

function tellAgain(state: SigningOut): Step {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt, problem: null }, effects: [{ do: 'logout', account: state.account, attempt }] };
}

export const signingOut: Cells<'signingOut'> = {
  signedOut: (state, { attempt, now }) => toErasing(attempt, state.account, 'signedOutHere', now),
  signOutFailed,
  // While people think about it (E10); not while the server is being told.
  probed: (state, event) => (state.problem ? watchedProbed(state, event) : null),
  probeDue: (state) => (state.problem ? lookNow(state) : null),
  refreshFailed: (state, event) => (state.problem ? watchedRefused(state, event) : null),
  renewed: (state, event) => ({ next: renewed(state, event), effects: [] }),
  eraseAnywayAsked: (state, { now }) => (state.problem ? toErasing(state.attempt, state.account, 'signedOutHere', now) : null),
  retryAsked: tellAgain,
  cancelled: (state) => (state.problem ? calledOff(state) : null),
};
