import { openFailed, probeAgain } from '../cells/signedIn.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import {
  backToActive,
  isFresh,
  renewed,
  toExpired,
  toLocked,
  toRefreshing,
  toRejected,
  toSecondLook,
  toSigningOut,
} from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';

function probed(state: StateOf<'locked'>, { verdict, now }: EventOf<'probed'>): Step {
  const refresh = { origin: 'locked', message: state.message, since: state.since } as const;
  switch (verdict.is) {
    case 'alive':
      return backToActive(state);
    case 'soft':
      if (!state.refreshable) return toExpired(state, state.since ?? now, null, { unclear: verdict.unclear === true });
      return isFresh(state, now) ? toRejected(state, 1, null) : toRefreshing(state, { ...refresh, cause: 'soft' });
    case 'hard':
      if (!state.refreshable) return toSecondLook(state, 'locked', now);
      return state.unproven ? toRejected(state, 1, null) : toRefreshing(state, { ...refresh, cause: 'hard' });
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return toLocked(state, state.message, state.since, verdict.error);
  }
}

export const locked: Cells<'locked'> = {
  openFailed,
  probed,
  probeDue: probeAgain,
  renewed: (state, event) => ({ next: renewed(state, event), effects: [] }),
  retryAsked: probeAgain,
  signOutAsked: (state, { now }) => toSigningOut(state, 'locked', state.since ?? now, state.message),
};
