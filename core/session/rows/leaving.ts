import type { Step, Table } from '../machine.ts';
import { ending, renewed, toActive, toChecking, toErasing, toExpired, toLocked, toRejected } from '../transitions.ts';
import type { StateOf } from '../states.ts';
import { lookLater, lookNow, watchedProbed, watchedRefused } from './watched.ts';

function calledOff(state: StateOf<'signingOut'>): Step {
  switch (state.origin) {
    case 'active':
      return toActive(state, [{ do: 'abandon', attempt: state.attempt }, { do: 'release', retry: true }]);
    case 'ending':
      return toChecking(state, 'active', state.since, 0, false, ending.looks);
    case 'expired':
      return toExpired(state, state.since, null, state.unclear);
    case 'locked':
      return toLocked(state, state.message, state.since);
    case 'rejected':
      return toRejected(state, 1, null);
  }
}

export const leaving: Pick<Table, 'signingOut' | 'erasing' | 'erased'> = {
  signingOut: {
    signedOut: (state, { attempt, now }) => (attempt === state.attempt ? toErasing(attempt, state.account, 'signedOutHere', now) : null),
    // F1: an active or locked session may live on at the server, so people decide. C21: an ended one cannot be used by anybody.
    signOutFailed: (state, { attempt, error, now }) => {
      if (attempt !== state.attempt) return null;
      if (state.origin === 'expired') return toErasing(attempt, state.account, 'signedOutHere', now);
      return { next: { ...state, problem: error, hards: 0 }, effects: [lookLater(attempt)] };
    },
    // While people think about it (E10); not while the server is being told.
    probed: (state, event) => (state.problem ? watchedProbed(state, event) : null),
    probeDue: (state, event) => (state.problem ? lookNow(state, event) : null),
    refreshFailed: (state, event) => (state.problem ? watchedRefused(state, event) : null),
    renewed: (state, event) => ({ next: renewed(state, event), effects: [] }),
    eraseAnywayAsked: (state, { now }) => (state.problem ? toErasing(state.attempt, state.account, 'signedOutHere', now) : null),
    retryAsked: (state) => {
      const attempt = state.attempt + 1;
      return { next: { ...state, attempt, problem: null }, effects: [{ do: 'logout', account: state.account, attempt }] };
    },
    cancelled: (state) => (state.problem ? calledOff(state) : null),
  },
  erasing: {
    eraseProgressed: (state, { attempt, progress }) => (attempt === state.attempt ? { next: { ...state, progress }, effects: [] } : null),
    eraseEnded: ({ attempt, reason, at }, event) =>
      event.attempt === attempt ? { next: { phase: 'erased', attempt, reason, at, progress: event.progress }, effects: [] } : null,
  },
  erased: {
    // A keychain that would not let its entry go is asked again until it does (E4).
    eraseProgressed: (state, { attempt, progress }) => (attempt === state.attempt ? { next: { ...state, progress }, effects: [] } : null),
    noticeRead: ({ attempt, reason, at }) => ({ next: { phase: 'signedOut', attempt, problem: null, homeserver: '', username: '' }, effects: [{ do: 'forgetNotice', reason, at }] }),
  },
};
