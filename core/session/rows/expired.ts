import type { AppError } from '../../errors.ts';
import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import type { SignInAgainMethod } from '../method.ts';
import { backToActive, carry, expiredProbeMs, renewed, retryDelayMs, toActive, toChecking, toErasing, toExpired, toLocked, toRefreshing, toRejected, toSecondLook } from '../transitions.ts';
import type { Carried } from '../transitions.ts';
import type { StateOf } from '../states.ts';
import { endedHere, openFailed, toSigningOut } from './shared.ts';

type Resuming = StateOf<'resuming'>;

function probedWhileExpired(state: StateOf<'expired'>, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  const later = { do: 'delay', ms: expiredProbeMs, event: { type: 'probeDue', attempt } } as const;
  switch (verdict.is) {
    case 'alive':
      return backToActive(state);
    case 'soft':
      return { next: { ...state, problem: null, unclear: verdict.unclear === true }, effects: [later] };
    case 'hard':
      return toSecondLook(state, 'expired', state.since);
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return { next: { ...state, problem: verdict.error }, effects: [later] };
  }
}

/** Asks for a token on the same device, after a look whether the device is still there (C16). */
export function resuming(from: Carried, origin: Resuming['origin'], method: SignInAgainMethod, since: number, unclear = false): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'resuming', ...carry(from), attempt, origin, held: false, since, unclear, method, step: 'probing', code: null },
    effects: [{ do: 'probe', account: from.account, attempt }],
  };
}

const asking = (state: Resuming): Step => ({
  next: { ...state, step: 'asking' },
  effects: [{ do: 'login', account: state.account, attempt: state.attempt, method: state.method }],
});

type StillResuming = Step & { readonly next: Resuming };

/** Then asks for the token. */
function thenAsking({ next, effects }: StillResuming): Step {
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
      const known = { ...state, unclear: verdict.unclear === true };
      return state.origin === 'active' && state.held ? thenAsking(endedMeanwhile(known, now)) : asking(known);
    }
    case 'hard':
      return destroyed(state);
    case 'locked':
      return toLocked(state, verdict.message, state.origin === 'expired' ? state.since : null);
    case 'noAnswer':
      return back(state, verdict.error);
  }
}

/** whoami says that the device is gone. */
function destroyed(state: Resuming): Step {
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
    const { next, effects } = destroyed(state);
    return { next, effects: [{ do: 'abandon', attempt: state.attempt }, ...effects] };
  }
  const hasEnded = verdict.is === 'soft' || verdict.is === 'hard' || (verdict.is === 'locked' && state.held);
  if (isEarly && hasEnded) return withProbe(endedMeanwhile(state, now), inBrowser ? expiredProbeMs : null);
  if (isEarly && state.held) return verdict.is === 'alive' ? withProbe(trusted(state), inBrowser ? expiredProbeMs : null) : withProbe({ next: state, effects: [] }, retryDelayMs(0));
  return inBrowser ? withProbe({ next: state, effects: [] }, expiredProbeMs) : null;
}

/** Asked again after so many milliseconds; null: no more. */
function withProbe({ next, effects }: StillResuming, ms: number | null): Step {
  return { next, effects: ms === null ? effects : [...effects, { do: 'delay', ms, event: { type: 'probeDue', attempt: next.attempt } }] };
}

/** The 401 was about that one request. */
const trusted = (state: Resuming): StillResuming => ({ next: { ...state, held: false }, effects: [{ do: 'release', retry: false }] });

/** A 401 about the old token, while a new one is being asked for (A8). */
function judgedMeanwhile(state: Resuming, { epoch, verdict }: EventOf<'tokenJudged'>): Step | null {
  if (epoch !== state.epoch || state.origin !== 'active' || verdict.is === 'alive' || verdict.is === 'noAnswer') return null;
  const ask = { do: 'probe', account: state.account, attempt: state.attempt } as const;
  return { next: { ...state, held: true }, effects: state.step === 'probing' ? [{ do: 'hold' }] : [{ do: 'hold' }, ask] };
}

/** To where signing in again was asked for. */
function back(state: Resuming, problem: AppError | null): Step {
  // Whether the old token lives is still open.
  if (state.origin === 'active' && state.held) return toChecking(state, 'active', state.since, 0);
  return state.origin === 'active' ? toActive(state, [], problem) : toExpired(state, state.since, problem, state.unclear);
}

function failed(state: Resuming, { attempt, error }: EventOf<'signInAgainFailed'>): Step | null {
  if (attempt !== state.attempt) return null;
  return error.code === 'accountLocked' ? toLocked(state, error.message, state.origin === 'expired' ? state.since : null) : back(state, error);
}

/** The old token ends while a new one is being asked for: from now on it is an expired session that signs in again. */
function endedMeanwhile(state: Resuming, now: number): StillResuming {
  return {
    next: { ...state, origin: 'expired', held: true, since: now, refreshable: false },
    effects: [{ do: 'hold' }, { do: 'record', account: state.account, expiredSince: now }],
  };
}

function again(state: StateOf<'expired'>): Step {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

export const expired: Pick<Table, 'expired' | 'resuming'> = {
  expired: {
    openFailed,
    probed: probedWhileExpired,
    probeDue: (state, event) => (event.attempt === state.attempt ? again(state) : null),
    retryAsked: again,
    renewed: (state, event) => backToActive(renewed(state, event)),
    // Requests that were on their way when the gate closed may still bring worse news than the first (E10).
    tokenJudged: (state, { epoch, verdict }) => (epoch === state.epoch && verdict.is === 'hard' ? toChecking(state, 'expired', state.since) : null),
    signInAgainAsked: (state, { method }) => resuming(state, 'expired', method, state.since, state.unclear),
    signOutAsked: (state) => toSigningOut(state, 'expired', state.since, ''),
  },
  resuming: {
    openFailed,
    probed: (state, event) => {
      if (event.attempt !== state.attempt) return null;
      return state.step === 'probing' ? probedBeforeLogin(state, event) : probedMeanwhile(state, event);
    },
    probeDue: (state, { attempt }) => {
      if (attempt !== state.attempt || (state.step !== 'browser' && !(state.held && state.origin === 'active'))) return null;
      return { next: state, effects: [{ do: 'probe', account: state.account, attempt }] };
    },
    browserOpened: (state, { attempt, code }) => {
      if (attempt !== state.attempt || state.step !== 'asking') return null;
      return { next: { ...state, step: 'browser', code }, effects: [{ do: 'delay', ms: expiredProbeMs, event: { type: 'probeDue', attempt } }] };
    },
    answered: (state, { attempt }) =>
      attempt === state.attempt && (state.step === 'asking' || state.step === 'browser')
        ? { next: { ...state, step: 'confirming', code: null }, effects: [{ do: 'confirm', account: state.account, attempt }] }
        : null,
    confirmed: (state, { attempt }) =>
      attempt === state.attempt && state.step === 'confirming'
        ? { next: { ...state, step: 'keeping' }, effects: [{ do: 'keep', account: state.account, attempt }] }
        : null,
    // The gate opens first: that the session goes on must not wait for a disk.
    resumed: (state, { attempt, epoch, expiresAt, refreshable }) =>
      attempt === state.attempt && state.step === 'keeping' ? backToActive({ ...state, epoch, expiresAt, refreshable, unproven: false }) : null,
    renewed: (state, event) => {
      const next = renewed(state, event);
      return state.origin === 'active' ? { next: { ...next, held: false }, effects: [{ do: 'release', retry: true }] } : { next, effects: [] };
    },
    tokenJudged: judgedMeanwhile,
    expiryReached: (state, { epoch, now }) => (epoch === state.epoch && state.origin === 'active' ? endedMeanwhile(state, now) : null),
    endedHere,
    signInAgainFailed: failed,
    deviceReplaced: (state, { attempt, now }) => {
      if (attempt !== state.attempt || state.step !== 'confirming') return null;
      const { next, effects } = toErasing(attempt, state.account, 'deviceReplaced', now);
      return { next, effects: [{ do: 'discardNewToken', account: state.account }, ...effects] };
    },
    cancelled: (state) => {
      if (state.step === 'keeping') return null;
      const { next, effects } = back(state, null);
      return { next, effects: [{ do: 'abandon', attempt: state.attempt }, ...effects] };
    },
  },
};
