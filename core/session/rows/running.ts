import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import { checkDelayMs, toActive, toChecking, toErasing, toExpired, toLocked } from '../transitions.ts';
import type { Carried } from '../transitions.ts';
import type { StateOf } from '../states.ts';
import { openFailed, toSigningOut } from './shared.ts';

/** The engine's word on an answer: only about the token that is current (A12). */
function judged(state: Carried, { epoch, verdict, now }: EventOf<'tokenJudged'>): Step | null {
  if (epoch !== state.epoch) return null;
  switch (verdict.is) {
    case 'soft':
      return toExpired(state, now, null);
    case 'hard':
      return toChecking(state, 'active', now);
    case 'locked':
      return toLocked(state, verdict.message, null);
    case 'alive':
    case 'noAnswer':
      return null;
  }
}

function checked(state: StateOf<'checking'>, { attempt, verdict, now }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  switch (verdict.is) {
    case 'alive':
      return toActive(state, [{ do: 'release', retry: state.origin !== 'active' }, { do: 'record', account: state.account, expiredSince: null }]);
    case 'soft':
      return toExpired(state, state.origin === 'expired' ? state.since : now, null);
    case 'hard':
      return toErasing(state.attempt, state.account, 'signedOutElsewhere', now);
    case 'locked':
      return toLocked(state, verdict.message, state.origin === 'expired' ? state.since : null);
    case 'noAnswer':
      if (state.origin === 'expired') return toExpired(state, state.since, verdict.error);
      return {
        next: { ...state, problem: verdict.error, tries: state.tries + 1 },
        effects: [{ do: 'delay', ms: checkDelayMs(state.tries), event: { type: 'probeDue', attempt } }],
      };
  }
}

function lockedProbed(state: StateOf<'locked'>, { attempt, verdict, now }: EventOf<'probed'>): Step | null {
  if (attempt !== state.attempt) return null;
  switch (verdict.is) {
    case 'alive':
      return toActive(state, [{ do: 'release', retry: true }, { do: 'record', account: state.account, expiredSince: null }]);
    case 'soft':
      return toExpired(state, state.since ?? now, null);
    case 'hard':
      return toChecking(state, 'locked', now);
    case 'locked':
      return toLocked(state, verdict.message, state.since);
    case 'noAnswer':
      return toLocked(state, state.message, state.since);
  }
}

/** Asks again under a new attempt, so that an older question's answer no longer counts. */
function askAgain<S extends Carried>(state: S): { next: S; effects: Step['effects'] } {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'probe', account: state.account, attempt }] };
}

function reachedExpiry(state: Carried, { epoch, now }: EventOf<'expiryReached'>): Step | null {
  return epoch === state.epoch ? toExpired(state, now, null) : null;
}

export const running: Pick<Table, 'opening' | 'active' | 'checking' | 'locked'> = {
  opening: {
    engineReady: (state) => toActive(state, []),
    openFailed,
    tokenJudged: judged,
    expiryReached: reachedExpiry,
    signOutAsked: (state, { now }) => toSigningOut(state, 'active', now, ''),
  },
  active: {
    openFailed,
    tokenJudged: judged,
    expiryReached: reachedExpiry,
    signOutAsked: (state, { now }) => toSigningOut(state, 'active', now, ''),
  },
  checking: {
    openFailed,
    probed: checked,
    probeDue: (state, event) => (event.attempt === state.attempt ? askAgain(state) : null),
    retryAsked: askAgain,
    signOutAsked: (state, { now }) => toSigningOut(state, state.origin, state.origin === 'active' ? now : state.since, ''),
  },
  locked: {
    openFailed,
    probed: lockedProbed,
    probeDue: (state, event) => (event.attempt === state.attempt ? askAgain(state) : null),
    retryAsked: askAgain,
    signOutAsked: (state, { now }) => toSigningOut(state, 'locked', state.since ?? now, state.message),
  },
};
