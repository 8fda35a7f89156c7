import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { toErasing, toStoreCorrupt } from '../transitions.ts';
import type { SignedIn } from '../states.ts';
import type { Step } from '../transitions.ts';

/** The engine's data do not open: everything is closed and kept, and people are asked. */
export function openFailed({ account, attempt, refreshable }: SignedIn, { error }: EventOf<'openFailed'>): Step | null {
  // K2: a process that died, whoever tells of it first, comes back by itself.
  if (error.code === 'engineDied') return null;
  const { next, effects } = toStoreCorrupt(attempt + 1, { account, error, refreshable });
  return { next, effects: [{ do: 'abandon', attempt }, { do: 'hold' }, { do: 'close' }, ...effects] };
}

/** The server has already agreed to end the session. */
export function endedHere(from: SignedIn, { now }: EventOf<'endedHere'>): Step {
  return toErasing(from.attempt, from.account, 'signedOutHere', now);
}

/** Asks whoami again under a new attempt, so that an older question's answer no longer counts. */
export function probeAgain<S extends StateOf<'checking' | 'expired' | 'locked'>>(state: S): Step<S> {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

/** Asks for a new access token again. */
export function refreshAgain<S extends StateOf<'refreshing' | 'rejected'>>(state: S): Step<S> {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'refresh', account: state.account, attempt }] };
}
