import { judged, keysGone, proven, reachedExpiry, refreshDue, replaced } from '../cells/running.ts';
import { endedHere, openFailed } from '../cells/signedIn.ts';
import { toResuming, toSigningOut } from '../transitions.ts';
import type { Cells } from '../transitions.ts';

export const active: Cells<'active'> = {
  openFailed,
  tokenJudged: judged,
  expiryReached: reachedExpiry,
  refreshDue,
  renewed: replaced,
  synced: proven,
  keysGone,
  endedHere,
  // L1: before the session ends, so that nothing is interrupted.
  signInAgainAsked: (state, { method, now }) => (state.refreshable ? null : toResuming(state, 'active', method, now)),
  signOutAsked: (state, { now }) => toSigningOut(state, 'active', now, ''),
};
