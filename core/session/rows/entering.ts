import { isErased } from '../eraseProgress.ts';
import type { EventOf } from '../events.ts';
import type { Step, Table } from '../machine.ts';
import { isOfDisk } from '../../errors.ts';
import type { Attempt, StateOf } from '../states.ts';
import { ending, keychainRetryMs, toChecking, toErasing, toExpired } from '../transitions.ts';
import { toStoreCorrupt } from './shared.ts';
import { lookNow, watchedProbed, watchedRefused } from './watched.ts';

/** What was found at start decides where to begin; `firstEpoch` is the token that was found sealed. */
const firstEpoch = 1;

function begin({ attempt, outcome }: EventOf<'started'>): Step {
  switch (outcome.is) {
    case 'firstRun':
      return { next: { phase: 'signedOut', attempt, problem: null, homeserver: '', username: '' }, effects: [] };
    case 'open':
      return open(attempt, outcome);
    case 'keyMissing':
      return { next: { phase: 'keyMissing', attempt, account: outcome.account }, effects: [] };
    case 'keyUnusable':
      return { next: { phase: 'keyUnusable', attempt, account: outcome.account, why: outcome.why }, effects: [] };
    case 'storeCorrupt':
      return toStoreCorrupt(attempt, outcome);
    case 'keychainUnreadable':
      return { next: { phase: 'keychainUnreadable', attempt, reason: outcome.reason }, effects: [lookAgainLater(attempt)] };
    case 'keychainUnavailable':
      return { next: { phase: 'keychainUnavailable', attempt }, effects: [lookAgainLater(attempt)] };
    case 'eraseFinished': {
      const { reason, at, progress } = outcome;
      return { next: { phase: isErased(progress) ? 'erased' : 'erasing', attempt, reason, at, progress }, effects: [] };
    }
  }
}

function open(attempt: Attempt, { account, expiredSince, hasTokens, refreshable, expiresAt, now, ending: isEnding }: Extract<EventOf<'started'>['outcome'], { is: 'open' }>): Step {
  const found = { account, attempt, epoch: hasTokens ? firstEpoch : 0, expiresAt, refreshable, unproven: false };
  // A refresh token that was refused is dropped before a session counts as ended: one that is there came with a newer sign-in, whose end was not written down.
  const ended = expiredSince !== null && !refreshable;
  if (ended || !hasTokens) {
    const step = toExpired(found, expiredSince ?? now, null);
    // Asked at once: a device that was removed meanwhile is not to lie open until the next turn (E10).
    return { next: step.next, effects: [...step.effects, { do: 'open', account }, { do: 'probe', account, attempt: step.next.attempt }] };
  }
  const record = expiredSince === null ? [] : [{ do: 'record', account, expiredSince: null } as const];
  if (isEnding) {
    const { next, effects } = toChecking(found, 'active', now, 0, false, ending.looks);
    return { next, effects: [...record, { do: 'open', account }, ...effects] };
  }
  return { next: { phase: 'opening', ...found }, effects: [...record, { do: 'open', account }, { do: 'release', retry: true }] };
}

function lookAgainLater(attempt: Attempt): Step['effects'][number] {
  return { do: 'delay', ms: keychainRetryMs, event: { type: 'probeDue', attempt } };
}

const fresh = (state: { readonly attempt: Attempt }, event: EventOf<'started'>): Step | null => (event.attempt === state.attempt ? begin(event) : null);

/** Looks again without leaving the screen that says why. */
function lookAgain<S extends { readonly attempt: Attempt }>(state: S): { next: S; effects: Step['effects'] } {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'inspect', attempt }] };
}

/** What a disk refuses is not damaged. Else the device goes with its data, or it would stay in the account's list with valid tokens. */
function startOver({ account, attempt, error }: StateOf<'storeCorrupt'>, { now }: EventOf<'startOverAsked'>): Step | null {
  if (isOfDisk(error)) return null;
  const { next, effects } = toErasing(attempt, account, 'startedOver', now);
  return { next, effects: [{ do: 'leave', account }, ...effects] };
}

export const entering: Pick<Table, 'starting' | 'keychainUnreadable' | 'keychainUnavailable' | 'keyMissing' | 'keyUnusable' | 'storeCorrupt'> = {
  starting: { started: fresh },
  keychainUnreadable: {
    started: fresh,
    probeDue: (state, event) => (event.attempt === state.attempt ? lookAgain(state) : null),
    retryAsked: (state) => lookAgain(state),
  },
  keychainUnavailable: {
    started: fresh,
    probeDue: (state, event) => (event.attempt === state.attempt ? lookAgain(state) : null),
    retryAsked: (state) => lookAgain(state),
  },
  keyMissing: {
    started: fresh,
    retryAsked: (state) => lookAgain(state),
    startOverAsked: (state, { now }) => toErasing(state.attempt, state.account, 'startedOver', now),
  },
  keyUnusable: {
    started: fresh,
    retryAsked: (state) => lookAgain(state),
    startOverAsked: (state, { now }) => toErasing(state.attempt, state.account, 'startedOver', now),
  },
  storeCorrupt: {
    started: fresh,
    probed: watchedProbed,
    probeDue: lookNow,
    refreshFailed: watchedRefused,
    // K3: as its words promise.
    roomCame: (state, { attempt }) => (attempt === state.attempt ? lookAgain(state) : null),
    retryAsked: (state) => lookAgain(state),
    startOverAsked: startOver,
  },
};
