import { endedHere, openFailed, refreshAgain } from '../cells/signedIn.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { backToActive, renewed, toChecking, toExpired, toLocked, toRejected, toSigningOut } from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';
import { ending } from '../waits.ts';

type Rejected = StateOf<'rejected'>;

function probed(state: Rejected, { verdict }: EventOf<'probed'>): Step {
  switch (verdict.is) {
    case 'alive':
      // What met a 401 with this very token is not sent again, or it would begin anew for ever.
      return backToActive({ ...state, unproven: false }, false);
    case 'locked':
      return toLocked(state, verdict.message, null);
    case 'soft':
    case 'hard':
      return toRejected(state, state.tries + 1, null);
    case 'noAnswer':
      return toRejected(state, state.tries + 1, verdict.error);
  }
}

function refreshFailed(state: Rejected, { is, retryAfterMs, error, now }: EventOf<'refreshFailed'>): Step {
  if (is === 'transient') return toRejected(state, state.tries + 1, error, retryAfterMs ?? undefined);
  if (is === 'refusedSoftly') return toExpired(state, now, null);
  // E9: the 401 that led here may have been about a token before this one.
  const known = { hards: 0, doubted: is === 'doubted', looks: is === 'over' ? ending.looks : 0 };
  return toChecking({ ...state, refreshable: false }, 'active', now, known);
}

/** Whether this one is accepted is asked at once. */
function probeNewToken(state: Rejected, event: EventOf<'renewed'>): Step {
  const attempt = state.attempt + 1;
  return { next: { ...renewed(state, event), attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

export const rejected: Cells<'rejected'> = {
  openFailed,
  renewed: probeNewToken,
  probed,
  refreshFailed,
  refreshDue: refreshAgain,
  retryAsked: refreshAgain,
  endedHere,
  signOutAsked: (state, { now }) => toSigningOut(state, 'rejected', now, ''),
};
