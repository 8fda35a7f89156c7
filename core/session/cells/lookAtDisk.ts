import type { SessionEffect } from '../effects.ts';
import type { EventOf } from '../events.ts';
import type { Attempt, SessionState } from '../states.ts';
import { probeLater, toChecking, toExpired, toStoreCorrupt } from '../transitions.ts';
import type { Step } from '../transitions.ts';
import { ending, keychainRetryMs } from '../waits.ts';

/** The token that was found sealed. */
const firstEpoch = 1;

/** What was found on this computer decides where to begin; what is left of an erase is found before anything else, or not at all. */
export function started(_state: SessionState, { attempt, outcome }: EventOf<'started'>): Step | null {
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
      return { next: { phase: 'keychainUnreadable', attempt, reason: outcome.reason }, effects: [probeLater(attempt, keychainRetryMs)] };
    case 'keychainUnavailable':
      return { next: { phase: 'keychainUnavailable', attempt }, effects: [probeLater(attempt, keychainRetryMs)] };
    case 'eraseUnfinished':
    case 'eraseUnread':
      return null;
  }
}

type Found = Extract<EventOf<'started'>['outcome'], { is: 'open' }>;

function open(attempt: Attempt, outcome: Found): Step {
  const { account, expiredSince, hasTokens, refreshable, expiresAt, now } = outcome;
  const found = { account, attempt, epoch: hasTokens ? firstEpoch : 0, expiresAt, refreshable, unproven: false };
  // A refresh token that was refused is dropped before a session counts as ended: one that is there came with a newer sign-in, whose end
  // was not written down.
  const ended = expiredSince !== null && !refreshable;
  if (ended || !hasTokens) {
    const { next, effects } = toExpired(found, expiredSince ?? now, null);
    // Asked at once: a device that was removed meanwhile is not to lie open until the next turn (E10).
    return { next, effects: [...effects, { do: 'open', account }, { do: 'probe', account, attempt: next.attempt }] };
  }
  const record: readonly SessionEffect[] = expiredSince === null ? [] : [{ do: 'record', account, expiredSince: null }];
  if (outcome.ending) {
    const { next, effects } = toChecking(found, 'active', now, { hards: 0, looks: ending.looks });
    return { next, effects: [...record, { do: 'open', account }, ...effects] };
  }
  return { next: { phase: 'opening', ...found }, effects: [...record, { do: 'open', account }, { do: 'release', retry: true }] };
}

/** Looks again without leaving the screen that says why. */
export function lookAgain<S extends SessionState>(state: S): Step<S> {
  const attempt = state.attempt + 1;
  return { next: { ...state, attempt }, effects: [{ do: 'inspect', attempt }] };
}
