import type { AppError } from '../../errors.ts';
import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import type { SignInAgainMethod } from '../method.ts';
import { backToActive, carry, expiredProbeMs, renewed, toActive, toChecking, toErasing, toExpired, toLocked, toRefreshing, toRejected } from '../transitions.ts';
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
      return { next: { ...state, problem: null }, effects: [later] };
    case 'hard':
      return toChecking(state, 'expired', state.since);
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return { next: { ...state, problem: verdict.error }, effects: [later] };
  }
}

/** Asks for a token on the same device, after a look whether the device is still there (C16). */
export function resuming(from: Carried, origin: Resuming['origin'], method: SignInAgainMethod, since: number): Step {
  const attempt = from.attempt + 1;
  return {
    next: { phase: 'resuming', ...carry(from), attempt, origin, since, method, step: 'probing', code: null },
    effects: [{ do: 'probe', account: from.account, attempt }],
  };
}

const asking = (state: Resuming): Step => ({
  next: { ...state, step: 'asking' },
  effects: [{ do: 'login', account: state.account, attempt: state.attempt, method: state.method }],
});

/** C16: the session may have been destroyed meanwhile; then its device ID must not be used again. */
function probedBeforeLogin(state: Resuming, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt || state.step !== 'probing') return null;
  switch (verdict.is) {
    case 'alive':
      return state.origin === 'active' ? asking(state) : backToActive(state);
    case 'soft':
      return asking(state);
    case 'hard':
      // B5: main has just put a token with a refresh token into place.
      if (!state.refreshable) return toChecking(state, state.origin, state.since);
      return state.unproven ? toRejected(state, 1, null) : toRefreshing(state, { origin: 'active', cause: 'hard' });
    case 'locked':
      return toLocked(state, verdict.message, state.origin === 'expired' ? state.since : null);
    case 'noAnswer':
      return back(state, verdict.error);
  }
}

/** To where signing in again was asked for. */
function back(state: Resuming, problem: AppError | null): Step {
  return state.origin === 'active' ? toActive(state, [], problem) : toExpired(state, state.since, problem);
}

function failed(state: Resuming, { attempt, error }: EventOf<'signInAgainFailed'>): Step | null {
  if (attempt !== state.attempt) return null;
  return error.code === 'accountLocked' ? toLocked(state, error.message, state.origin === 'expired' ? state.since : null) : back(state, error);
}

/** The old token ends while a new one is being asked for: from now on it is an expired session that signs in again. */
function endedMeanwhile(state: Resuming, now: number): Step {
  return {
    next: { ...state, origin: 'expired', since: now, refreshable: false },
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
    signInAgainAsked: (state, { method }) => resuming(state, 'expired', method, state.since),
    signOutAsked: (state) => toSigningOut(state, 'expired', state.since, ''),
  },
  resuming: {
    openFailed,
    probed: probedBeforeLogin,
    browserOpened: (state, { attempt, code }) => (attempt === state.attempt && state.step === 'asking' ? { next: { ...state, step: 'browser', code }, effects: [] } : null),
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
    renewed: (state, event) => ({ next: renewed(state, event), effects: state.origin === 'active' ? [{ do: 'release', retry: true }] : [] }),
    tokenJudged: (state, { epoch, verdict, now }) => {
      if (epoch !== state.epoch || state.origin !== 'active') return null;
      return verdict.is === 'soft' || verdict.is === 'hard' || verdict.is === 'locked' ? endedMeanwhile(state, now) : null;
    },
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
