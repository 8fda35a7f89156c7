import type { SessionEffect } from './effects.ts';
import type { SessionEvent } from './events.ts';
import { active } from './phases/active.ts';
import { checking } from './phases/checking.ts';
import { erased } from './phases/erased.ts';
import { erasing } from './phases/erasing.ts';
import { expired } from './phases/expired.ts';
import { keychainUnavailable } from './phases/keychainUnavailable.ts';
import { keychainUnreadable } from './phases/keychainUnreadable.ts';
import { keyMissing } from './phases/keyMissing.ts';
import { keyUnusable } from './phases/keyUnusable.ts';
import { locked } from './phases/locked.ts';
import { opening } from './phases/opening.ts';
import { refreshing } from './phases/refreshing.ts';
import { rejected } from './phases/rejected.ts';
import { resuming } from './phases/resuming.ts';
import { signedOut } from './phases/signedOut.ts';
import { signingIn } from './phases/signingIn.ts';
import { signingOut } from './phases/signingOut.ts';
import { starting } from './phases/starting.ts';
import { storeCorrupt } from './phases/storeCorrupt.ts';
import type { Phase, SessionState } from './states.ts';
import type { Cells, Step } from './transitions.ts';

/** The whole lifecycle: for each phase, what each event does. An event that has no cell means nothing there. */
export const table: { readonly [P in Phase]: Cells<P> } = {
  starting,
  keychainUnreadable,
  keychainUnavailable,
  keyMissing,
  keyUnusable,
  storeCorrupt,
  signedOut,
  signingIn,
  opening,
  active,
  refreshing,
  rejected,
  checking,
  locked,
  expired,
  resuming,
  signingOut,
  erasing,
  erased,
};

type Cell = (state: SessionState, event: SessionEvent) => Step | null;

export function firstState(): { readonly state: SessionState; readonly effects: readonly SessionEffect[] } {
  return { state: { phase: 'starting', attempt: 1 }, effects: [{ do: 'inspect', attempt: 1 }] };
}

/** One step of the session machine; null: the event means nothing in this state (stale, or out of place). No clock, no I/O. */
export function step(state: SessionState, event: SessionEvent): Step | null {
  if (isStale(state, event)) return null;
  const cells = table[state.phase] as { readonly [type: string]: Cell | undefined };
  return cells[event.type]?.(state, event) ?? null;
}

/** The result of an effect that is no longer waited for, or news of a token that is not the current one (A12). */
function isStale(state: SessionState, event: SessionEvent): boolean {
  if ('attempt' in event && event.attempt !== state.attempt) return true;
  return 'epoch' in event && !('epoch' in state && event.epoch === state.epoch);
}
