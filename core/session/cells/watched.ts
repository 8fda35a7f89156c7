import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { lookLater, probeLater, toErasing } from '../transitions.ts';
import type { Step } from '../transitions.ts';
import { secondLookMs } from '../waits.ts';

/**
 * A phase that waits for people with the engine at rest. As long as a token is at hand, whoami is asked now and then all the same, so that
 * a device that is removed meanwhile is erased there, too (E10).
 */
type Watched = StateOf<'storeCorrupt'> | StateOf<'signingOut'>;

/** The token came by a refresh that nothing has accepted yet: it is not exchanged again for that (I9). */
const isUnproven = (state: Watched): boolean => 'unproven' in state && state.unproven;

export function lookNow<S extends Watched>(state: S): Step<S> {
  return { next: state, effects: [{ do: 'probe', account: state.account, attempt: state.attempt }] };
}

export function watchedProbed(state: Watched, { attempt, verdict, now }: EventOf<'probed'>): Step {
  // A lost answer contradicts nothing.
  if (verdict.is === 'noAnswer') return { next: state, effects: [lookLater(attempt, state.hards, verdict.error)] };
  if (verdict.is !== 'hard' || (state.refreshable && isUnproven(state))) {
    return { next: { ...state, hards: 0 }, effects: [lookLater(attempt, 0)] };
  }
  // B5: an authorisation server says the same of a token that has only expired.
  if (state.refreshable) {
    return { next: state, effects: [{ do: 'refresh', account: state.account, attempt }, lookLater(attempt, state.hards)] };
  }
  if (state.hards > 0) return toErasing(attempt, state.account, 'signedOutElsewhere', now);
  return { next: { ...state, hards: 1 }, effects: [probeLater(attempt, secondLookMs)] };
}

/** Nothing is concluded from a refusal alone (B11). */
export function watchedRefused<S extends Watched>(state: S, { attempt, is }: EventOf<'refreshFailed'>): Step<S> | null {
  if (is === 'transient') return null;
  return { next: { ...state, refreshable: false, hards: 0 }, effects: [{ do: 'probe', account: state.account, attempt }] };
}
