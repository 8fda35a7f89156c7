import { endedHere, openFailed, refreshAgain } from '../cells/signedIn.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { carry, probeLater, renewed, toActive, toChecking, toExpired, toLocked, toRejected, toSigningOut } from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';
import { ending, retryDelayMs } from '../waits.ts';

type Refreshing = StateOf<'refreshing'>;

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

const stopped = (state: Refreshing): 'locked' | 'active' => (state.origin === 'locked' ? 'locked' : 'active');

function refreshFailed(state: Refreshing, { is, retryAfterMs, error, now }: EventOf<'refreshFailed'>): Step {
  const since = state.since ?? now;
  switch (is) {
    case 'refusedSoftly':
      return toExpired(state, since, null);
    case 'doubted':
    case 'refused':
    case 'over': {
      // B11: Synapse refuses also where a session only expired; the access token's own 401 decides.
      const known = { hards: state.cause === 'hard' ? 1 : 0, doubted: is === 'doubted', looks: is === 'over' ? ending.looks : 0 };
      return toChecking({ ...state, refreshable: false }, stopped(state), since, known);
    }
    case 'transient': {
      const ms = Math.max(retryAfterMs ?? 0, retryDelayMs(state.tries));
      return {
        next: { ...state, problem: error, tries: state.tries + 1 },
        effects: [{ do: 'delay', ms, event: { type: 'refreshDue', epoch: state.epoch } }],
      };
    }
  }
}

/** The old token died before the new one came. */
function judged(state: Refreshing, { verdict, now }: EventOf<'tokenJudged'>): Step | null {
  switch (verdict.is) {
    case 'soft':
    case 'hard': {
      const cause = state.cause === 'hard' || state.cause === 'doubt' ? state.cause : verdict.is;
      return { next: { ...state, held: true, cause }, effects: [{ do: 'hold' }] };
    }
    case 'locked':
      // A8. Whoever doubts has asked whoami already.
      if (state.cause === 'doubt') return { next: { ...state, held: true }, effects: [{ do: 'hold' }] };
      return toChecking(state, stopped(state), now, { hards: 0 });
    case 'alive':
    case 'noAnswer':
      return null;
  }
}

/** What whoami says of a token that a refresh has just given, and that one request has met a 401 with. */
function probed(state: Refreshing, { attempt, verdict }: EventOf<'probed'>): Step | null {
  if (state.cause !== 'doubt') return null;
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
        effects: [probeLater(attempt, retryDelayMs(state.tries), verdict.error)],
      };
  }
}

/** What met a 401 with this very token is not sent again, or it would begin anew for ever. */
function believed(state: Refreshing): Step {
  const proven = { ...carry(state), unproven: false };
  const release = { do: 'release', retry: false } as const;
  if (state.origin !== 'opening') return toActive(proven, [release]);
  return { next: { phase: 'opening', ...proven, attempt: proven.attempt + 1 }, effects: [release] };
}

function doubtAgain(state: Refreshing): Step {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt, problem: null }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

export const refreshing: Cells<'refreshing'> = {
  openFailed,
  engineReady: (state) => (state.origin === 'opening' ? { next: { ...state, origin: 'active' }, effects: [] } : null),
  tokenJudged: judged,
  renewed: refreshed,
  refreshFailed,
  probed,
  probeDue: (state) => (state.cause === 'doubt' ? doubtAgain(state) : null),
  refreshDue: (state) => (state.cause !== 'doubt' && state.problem ? refreshAgain({ ...state, problem: null }) : null),
  retryAsked: (state) => {
    if (!state.problem) return null;
    return state.cause === 'doubt' ? doubtAgain(state) : refreshAgain({ ...state, problem: null });
  },
  endedHere,
  signOutAsked: (state, { now }) => toSigningOut(state, stopped(state), state.since ?? now, state.message),
};
