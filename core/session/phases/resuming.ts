import type { AppError } from '../../errors.ts';
import { endedHere, openFailed } from '../cells/signedIn.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import {
  backToActive,
  probeLater,
  renewed,
  toActive,
  toChecking,
  toErasing,
  toExpired,
  toLocked,
  toRefreshing,
  toRejected,
  toSecondLook,
} from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';
import { expiredProbeMs, retryDelayMs } from '../waits.ts';

type Resuming = StateOf<'resuming'>;

const asking = (state: Resuming): Step => ({
  next: { ...state, step: 'asking' },
  effects: [{ do: 'login', account: state.account, attempt: state.attempt, method: state.method }],
});

/** Then asks for the token. */
function thenAsking({ next, effects }: Step<Resuming>): Step {
  const then = asking(next);
  return { next: then.next, effects: [...effects, ...then.effects] };
}

/** C16: the session may have been destroyed meanwhile; then its device ID must not be used again. */
function probedBeforeLogin(state: Resuming, { verdict, now }: EventOf<'probed'>): Step {
  switch (verdict.is) {
    case 'alive':
      if (state.origin === 'expired') return backToActive(state);
      return state.held ? thenAsking(trusted(state)) : asking(state);
    case 'soft': {
      const known = { ...state, unclear: verdict.unclear === true, hards: 0 };
      return state.origin === 'active' && state.held ? thenAsking(endedMeanwhile(known, now)) : asking(known);
    }
    case 'hard':
      return destroyed(state, now);
    case 'locked':
      return toLocked(state, verdict.message, state.origin === 'expired' ? state.since : null);
    case 'noAnswer':
      return back(state, verdict.error, verdict.error);
  }
}

/** whoami says that the device is gone. */
function destroyed(state: Resuming, now: number): Step {
  // It has said so before, and nothing has contradicted it since.
  if (!state.refreshable && state.hards > 0) return toErasing(state.attempt, state.account, 'signedOutElsewhere', now);
  if (!state.refreshable) return toSecondLook(state, state.origin, state.since);
  // B5: main has just put a token with a refresh token into place.
  return state.unproven ? toRejected(state, 1, null) : toRefreshing(state, { origin: 'active', cause: 'hard' });
}

/** What whoami says of the old token while a new one is being asked for. */
function probedMeanwhile(state: Resuming, { verdict, now }: EventOf<'probed'>): Step | null {
  const isEarly = state.origin === 'active';
  const inBrowser = state.step === 'browser';
  if (verdict.is === 'hard' && inBrowser) {
    // E10: people may be in the browser for long. What comes back from there is not used.
    const { next, effects } = destroyed(state, now);
    return { next, effects: [{ do: 'abandon', attempt: state.attempt }, ...effects] };
  }
  const again = inBrowser ? expiredProbeMs : null;
  const unchanged: Step<Resuming> = { next: state, effects: [] };
  const hasEnded = verdict.is === 'soft' || verdict.is === 'hard' || (verdict.is === 'locked' && state.held);
  if (isEarly && hasEnded) return withProbe(endedMeanwhile(state, now), again);
  const lost = verdict.is === 'noAnswer' ? verdict.error : null;
  if (isEarly && state.held) return verdict.is === 'alive' ? withProbe(trusted(state), again) : withProbe(unchanged, retryDelayMs(0), lost);
  return inBrowser ? withProbe(unchanged, again, lost) : null;
}

/** Asked again after so many milliseconds; null: no more. */
function withProbe({ next, effects }: Step<Resuming>, ms: number | null, lost: AppError | null = null): Step {
  return { next, effects: ms === null ? effects : [...effects, probeLater(next.attempt, ms, lost)] };
}

/** The 401 was about that one request. */
const trusted = (state: Resuming): Step<Resuming> => ({ next: { ...state, held: false }, effects: [{ do: 'release', retry: false }] });

/** A 401 about the old token, while a new one is being asked for (A8). */
function judgedMeanwhile(state: Resuming, { verdict }: EventOf<'tokenJudged'>): Step | null {
  if (state.origin !== 'active' || verdict.is === 'alive' || verdict.is === 'noAnswer') return null;
  const ask = { do: 'probe', account: state.account, attempt: state.attempt } as const;
  return { next: { ...state, held: true }, effects: state.step === 'probing' ? [{ do: 'hold' }] : [{ do: 'hold' }, ask] };
}

/** The old token ends while a new one is being asked for: from now on it is an expired session that signs in again. */
function endedMeanwhile(state: Resuming, now: number): Step<Resuming> {
  return {
    next: { ...state, origin: 'expired', held: true, since: now, refreshable: false },
    effects: [{ do: 'hold' }, { do: 'record', account: state.account, expiredSince: now }],
  };
}

/** To where signing in again was asked for. `lost`: why whoami could not tell before. */
function back(state: Resuming, problem: AppError | null, lost?: AppError): Step {
  if (state.origin === 'expired') return toExpired(state, state.since, problem, { ...state, ...(lost && { lost }) });
  if (!state.held) return toActive(state, [], problem);
  // Whether the old token lives is still open.
  const { next, effects } = toChecking(state, 'active', state.since, { hards: 0 });
  return { next, effects: lost ? [{ do: 'hold' }, probeLater(next.attempt, retryDelayMs(0), lost)] : effects };
}

function failed(state: Resuming, { error }: EventOf<'signInAgainFailed'>): Step {
  if (error.code !== 'accountLocked') return back(state, error);
  return toLocked(state, error.message, state.origin === 'expired' ? state.since : null);
}

function probeDue(state: Resuming, { attempt }: EventOf<'probeDue'>): Step | null {
  if (state.step !== 'browser' && !(state.held && state.origin === 'active')) return null;
  return { next: state, effects: [{ do: 'probe', account: state.account, attempt }] };
}

function browserOpened(state: Resuming, { attempt, code }: EventOf<'browserOpened'>): Step | null {
  if (state.step !== 'asking') return null;
  return { next: { ...state, step: 'browser', code }, effects: [probeLater(attempt, expiredProbeMs)] };
}

function answered(state: Resuming, { attempt }: EventOf<'answered'>): Step | null {
  if (state.step !== 'asking' && state.step !== 'browser') return null;
  return { next: { ...state, step: 'confirming', code: null }, effects: [{ do: 'confirm', account: state.account, attempt }] };
}

function confirmed(state: Resuming, { attempt }: EventOf<'confirmed'>): Step | null {
  if (state.step !== 'confirming') return null;
  return { next: { ...state, step: 'keeping' }, effects: [{ do: 'keep', account: state.account, attempt }] };
}

function deviceReplaced(state: Resuming, { attempt, now }: EventOf<'deviceReplaced'>): Step | null {
  if (state.step !== 'confirming') return null;
  const { next, effects } = toErasing(attempt, state.account, 'deviceReplaced', now);
  return { next, effects: [{ do: 'discardNewToken', account: state.account }, ...effects] };
}

/** The gate opens first: that the session goes on must not wait for a disk. */
function resumed(state: Resuming, { newEpoch, expiresAt, refreshable }: EventOf<'resumed'>): Step | null {
  return state.step === 'keeping' ? backToActive({ ...state, epoch: newEpoch, expiresAt, refreshable, unproven: false }) : null;
}

function renewedMeanwhile(state: Resuming, event: EventOf<'renewed'>): Step {
  const next = renewed(state, event);
  return state.origin === 'active' ? { next: { ...next, held: false }, effects: [{ do: 'release', retry: true }] } : { next, effects: [] };
}

function cancelled(state: Resuming): Step | null {
  if (state.step === 'keeping') return null;
  const { next, effects } = back(state, null);
  return { next, effects: [{ do: 'abandon', attempt: state.attempt }, ...effects] };
}

export const resuming: Cells<'resuming'> = {
  openFailed,
  probed: (state, event) => (state.step === 'probing' ? probedBeforeLogin(state, event) : probedMeanwhile(state, event)),
  probeDue,
  browserOpened,
  answered,
  confirmed,
  resumed,
  renewed: renewedMeanwhile,
  tokenJudged: judgedMeanwhile,
  expiryReached: (state, { now }) => (state.origin === 'active' ? endedMeanwhile(state, now) : null),
  endedHere,
  signInAgainFailed: failed,
  deviceReplaced,
  cancelled,
};
