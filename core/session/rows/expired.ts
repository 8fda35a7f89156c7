import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import { expiredProbeMs, toActive, toChecking, toErasing, toExpired, toLocked } from '../transitions.ts';
import type { StateOf } from '../states.ts';
import { openFailed, toSigningOut } from './shared.ts';

function probedWhileExpired(state: StateOf<'expired'>, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  const later = { do: 'delay', ms: expiredProbeMs, event: { type: 'probeDue', attempt } } as const;
  switch (verdict.is) {
    case 'alive':
      return toActive(state, [{ do: 'release', retry: true }, { do: 'record', account: state.account, expiredSince: null }]);
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

/** C16: the session may have been destroyed meanwhile; then its device ID must not be used again. */
function probedBeforeLogin(state: StateOf<'resuming'>, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt || state.step !== 'probing') return null;
  switch (verdict.is) {
    case 'alive':
      return toActive(state, [{ do: 'release', retry: true }, { do: 'record', account: state.account, expiredSince: null }]);
    case 'soft':
      return { next: { ...state, step: 'asking' }, effects: [{ do: 'login', account: state.account, attempt }] };
    case 'hard':
      return toChecking(state, 'expired', state.since);
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return toExpired(state, state.since, verdict.error);
  }
}

function again(state: StateOf<'expired'>): Step {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

function failed(state: StateOf<'resuming'>, { attempt, error }: EventOf<'signInAgainFailed'>): Step | null {
  if (attempt !== state.attempt) return null;
  return error.code === 'accountLocked' ? toLocked(state, error.message, state.since) : toExpired(state, state.since, error);
}

export const expired: Pick<Table, 'expired' | 'resuming'> = {
  expired: {
    openFailed,
    probed: probedWhileExpired,
    probeDue: (state, event) => (event.attempt === state.attempt ? again(state) : null),
    retryAsked: again,
    // Requests that were on their way when the gate closed may still bring worse news than the first (E10).
    tokenJudged: (state, { epoch, verdict }) => (epoch === state.epoch && verdict.is === 'hard' ? toChecking(state, 'expired', state.since) : null),
    signInAgainAsked: ({ account, epoch, expiresAt, attempt, since }) => {
      const next = attempt + 1;
      return {
        next: { phase: 'resuming', account, epoch, expiresAt, since, attempt: next, step: 'probing' },
        effects: [{ do: 'probe', account, attempt: next }],
      };
    },
    signOutAsked: (state) => toSigningOut(state, 'expired', state.since, ''),
  },
  resuming: {
    openFailed,
    probed: probedBeforeLogin,
    answered: (state, { attempt }) =>
      attempt === state.attempt && state.step === 'asking'
        ? { next: { ...state, step: 'confirming' }, effects: [{ do: 'confirm', account: state.account, attempt }] }
        : null,
    confirmed: (state, { attempt }) =>
      attempt === state.attempt && state.step === 'confirming'
        ? { next: { ...state, step: 'keeping' }, effects: [{ do: 'keep', account: state.account, attempt }] }
        : null,
    // The gate opens first: that the session goes on must not wait for a disk.
    resumed: (state, { attempt, epoch, expiresAt }) =>
      attempt === state.attempt && state.step === 'keeping'
        ? toActive({ ...state, epoch, expiresAt }, [{ do: 'release', retry: true }, { do: 'record', account: state.account, expiredSince: null }])
        : null,
    signInAgainFailed: failed,
    deviceReplaced: (state, { attempt, now }) => {
      if (attempt !== state.attempt || state.step !== 'confirming') return null;
      const { next, effects } = toErasing(attempt, state.account, 'deviceReplaced', now);
      return { next, effects: [{ do: 'discardNewToken', account: state.account }, ...effects] };
    },
    cancelled: (state) => {
      if (state.step === 'keeping') return null;
      const { next, effects } = toExpired(state, state.since, null);
      return { next, effects: [{ do: 'abandon', attempt: state.attempt }, ...effects] };
    },
  },
};
