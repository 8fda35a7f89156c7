import { judged, keysGone, proven, reachedExpiry, refreshDue, replaced } from '../cells/running.ts';
import { endedHere, openFailed } from '../cells/signedIn.ts';
import { toActive, toSigningOut } from '../transitions.ts';
import type { Cells } from '../transitions.ts';

export const opening: Cells<'opening'> = {
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
};
