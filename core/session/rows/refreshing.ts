import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import { backToActive, carry, ending, renewed, retryDelayMs, toActive, toChecking, toExpired, toLocked, toRejected } from '../transitions.ts';
import type { StateOf } from '../states.ts';
import { endedHere, openFailed, toSigningOut } from './shared.ts';

type Refreshing = StateOf<'refreshing'>;
type Rejected = StateOf<'rejected'>;

/** The new token is in place: what waited goes out again, and the phase before goes on. */
function refreshed(state: Refreshing, event: EventOf<'renewed'>): Step {
  const now = renewed(carry(state), event);
  switch (state.origin) {
    case 'opening':
      return { next: { phase: 'opening', ...now, attempt: now.attempt + 1 }, effects: [{ do: 'release', retry: true }] };
    case 'active':
      return toActive(now, [{ do: 'release', retry: true }]);
    case 'locked': {
      // B13: a locked account refreshes too; whether it is locked still only its new token tells.
      const { next, effects } = toLocked(now, state.message, state.since);
      return { next, effects: [...effects, { do: 'probe', account: state.account, attempt: next.attempt }] };
    }
  }
}

function failed(state: Refreshing, { attempt, is, retryAfterMs, error, now }: EventOf<'refreshFailed'>): Step | null {
  if (attempt !== state.attempt) return null;
  const since = state.since ?? now;
  switch (is) {
    case 'refusedSoftly':
      return toExpired(state, since, null);
    case 'doubted':
    case 'refused':
      // B11: Synapse refuses also where a session only expired; the access token's own 401 decides.
      return toChecking({ ...state, refreshable: false }, state.origin === 'locked' ? 'locked' : 'active', since, state.cause === 'hard' ? 1 : 0, is === 'doubted');
    case 'over':
      return toChecking({ ...state, refreshable: false }, state.origin === 'locked' ? 'locked' : 'active', since, state.cause === 'hard' ? 1 : 0, false, ending.looks);
    case 'transient':
      return {
        next: { ...state, problem: error, tries: state.tries + 1 },
        effects: [{ do: 'delay', ms: Math.max(retryAfterMs ?? 0, retryDelayMs(state.tries)), event: { type: 'refreshDue', epoch: state.epoch } }],
      };
  }
}

/** The old token died before the new one came. */
function judged(state: Refreshing, { epoch, verdict, now }: EventOf<'tokenJudged'>): Step | null {
  if (epoch !== state.epoch) return null;
  switch (verdict.is) {
    case 'soft':
    case 'hard':
      return { next: { ...state, held: true, cause: state.cause === 'hard' || state.cause === 'doubt' ? state.cause : verdict.is }, effects: [{ do: 'hold' }] };
    case 'locked':
      // A8. Whoever doubts has asked whoami already.
      if (state.cause === 'doubt') return { next: { ...state, held: true }, effects: [{ do: 'hold' }] };
      return toChecking(state, state.origin === 'locked' ? 'locked' : 'active', now, 0);
    case 'alive':
    case 'noAnswer':
      return null;
  }
}

/** What whoami says of a token that a refresh has just given, and that one request has met a 401 with. */
function doubtProbed(state: Refreshing, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt || state.cause !== 'doubt') return null;
  switch (verdict.is) {
    case 'alive':
      return believed(state);
    case 'locked':
      return toLocked(state, verdict.message, null);
    case 'soft':
    case 'hard':
      return toRejected(state, 0, null);
    case 'noAnswer':
      return {
        next: { ...state, problem: verdict.error, tries: state.tries + 1 },
        effects: [{ do: 'delay', ms: retryDelayMs(state.tries), event: { type: 'probeDue', attempt } }],
      };
  }
}

/** What met a 401 with this very token is not sent again, or it would begin anew for ever. */
function believed(state: Refreshing): Step {
  const proven = { ...carry(state), unproven: false };
  const release = { do: 'release', retry: false } as const;
  return state.origin === 'opening' ? { next: { phase: 'opening', ...proven, attempt: proven.attempt + 1 }, effects: [release] } : toActive(proven, [release]);
}

function doubtAgain(state: Refreshing): Step {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt, problem: null }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

function again<S extends Refreshing | Rejected>(state: S): { next: S; effects: Step['effects'] } {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'refresh', account: state.account, attempt }] };
}

function rejectedProbed(state: Rejected, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  switch (verdict.is) {
    case 'alive':
      // What met a 401 with this very token is not sent again, or it would begin anew for ever.
      return backToActive({ ...state, unproven: false }, false);
    case 'locked':
      return toLocked(state, verdict.message, null);
    case 'soft':
    case 'hard':
      return toRejected(state, state.tries + 1, null);
    case 'noAnswer':
      return toRejected(state, state.tries + 1, verdict.error);
  }
}

function rejectedFailed(state: Rejected, { attempt, is, retryAfterMs, error, now }: EventOf<'refreshFailed'>): Step | null {
  if (attempt !== state.attempt) return null;
  if (is === 'refusedSoftly') return toExpired(state, now, null);
  // E9: the 401 that led here may have been about a token before this one.
  if (is === 'refused' || is === 'doubted') return toChecking({ ...state, refreshable: false }, 'active', now, 0, is === 'doubted');
  if (is === 'over') return toChecking({ ...state, refreshable: false }, 'active', now, 0, false, ending.looks);
  return toRejected(state, state.tries + 1, error, retryAfterMs ?? 0);
}

export const refreshing: Pick<Table, 'refreshing' | 'rejected'> = {
  refreshing: {
    openFailed,
    engineReady: (state) => (state.origin === 'opening' ? { next: { ...state, origin: 'active' }, effects: [] } : null),
    tokenJudged: judged,
    renewed: refreshed,
    refreshFailed: failed,
    probed: doubtProbed,
    probeDue: (state, { attempt }) => (attempt === state.attempt && state.cause === 'doubt' ? doubtAgain(state) : null),
    refreshDue: (state, { epoch }) => (epoch === state.epoch && state.cause !== 'doubt' && state.problem ? again({ ...state, problem: null }) : null),
    retryAsked: (state) => {
      if (!state.problem) return null;
      return state.cause === 'doubt' ? doubtAgain(state) : again({ ...state, problem: null });
    },
    endedHere,
    signOutAsked: (state, { now }) => toSigningOut(state, state.origin === 'locked' ? 'locked' : 'active', state.since ?? now, state.message),
  },
  rejected: {
    openFailed,
    renewed: (state, event) => {
      const attempt = state.attempt + 1;
      return { next: { ...renewed(state, event), attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
    },
    probed: rejectedProbed,
    refreshFailed: rejectedFailed,
    refreshDue: (state, { epoch }) => (epoch === state.epoch ? again(state) : null),
    retryAsked: again,
    endedHere,
    signOutAsked: (state, { now }) => toSigningOut(state, 'rejected', now, ''),
  },
};
