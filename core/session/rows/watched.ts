import type { Account } from '../account.ts';
import type { EventOf } from '../events.ts';
import type { Step } from '../machine.ts';
import type { Attempt } from '../states.ts';
import { expiredProbeMs, secondLookMs, toErasing } from '../transitions.ts';

/**
 * A phase that waits for people with the engine at rest. As long as a token is at hand, whoami is asked now and then all the same, so that a
 * device that is removed meanwhile is erased there, too (E10). `hards`: answers so far that say the session is destroyed.
 */
interface Watched {
  readonly account: Account;
  readonly attempt: Attempt;
  readonly refreshable: boolean;
  /** The token came by a refresh that nothing has accepted yet: it is not exchanged again for that (I9). */
  readonly unproven?: boolean;
  readonly hards: number;
}

export const lookLater = (attempt: Attempt, ms = expiredProbeMs): Step['effects'][number] => ({ do: 'delay', ms, event: { type: 'probeDue', attempt } });

export function lookNow<S extends Watched>(state: S, { attempt }: EventOf<'probeDue'>): { next: S; effects: Step['effects'] } | null {
  return attempt === state.attempt ? { next: state, effects: [{ do: 'probe', account: state.account, attempt }] } : null;
}

export function watchedProbed<S extends Watched>(state: S, { attempt, verdict, now }: EventOf<'probed'>): { next: S; effects: Step['effects'] } | Step | null {
  if (attempt !== state.attempt) return null;
  if (verdict.is !== 'hard' || (state.refreshable && state.unproven)) return { next: { ...state, hards: 0 }, effects: [lookLater(attempt)] };
  // B5: an authorisation server says the same of a token that has only expired.
  if (state.refreshable) return { next: state, effects: [{ do: 'refresh', account: state.account, attempt }, lookLater(attempt)] };
  if (state.hards > 0) return toErasing(attempt, state.account, 'signedOutElsewhere', now);
  return { next: { ...state, hards: 1 }, effects: [lookLater(attempt, secondLookMs)] };
}

/** Nothing is concluded from a refusal alone (B11). */
export function watchedRefused<S extends Watched>(state: S, { attempt, is }: EventOf<'refreshFailed'>): { next: S; effects: Step['effects'] } | null {
  if (attempt !== state.attempt || is === 'transient') return null;
  return { next: { ...state, refreshable: false, hards: 0 }, effects: [{ do: 'probe', account: state.account, attempt }] };
}
