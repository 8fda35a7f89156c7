import type { SessionEffect } from './effects.ts';
import type { EventOf, EventType, SessionEvent, StartOutcome, TokenVerdict } from './events.ts';
import type { Phase, SessionState, StateOf } from './states.ts';
import { nothingErased } from './eraseProgress.ts';
import { firstState, step } from './machine.ts';

/** One transition that can happen. */
export interface Edge {
  readonly from: SessionState;
  readonly event: SessionEvent;
  readonly to: SessionState;
  readonly effects: readonly SessionEffect[];
}

const account = { userId: '@a:hs', deviceId: 'D', homeserver: 'http://hs', slug: 's' } as const;
const error = { code: 'offline' } as const;
const now = 1000;
const method = { is: 'password' } as const;

const verdicts: readonly TokenVerdict[] = [
  { is: 'alive' },
  { is: 'soft' },
  { is: 'soft', unclear: true },
  { is: 'hard' },
  { is: 'locked', message: 'm' },
  { is: 'noAnswer', error },
];
const outcomes: readonly StartOutcome[] = [
  { is: 'firstRun' },
  { is: 'open', account, expiredSince: null, hasTokens: true, refreshable: false, expiresAt: null, now, ending: false },
  { is: 'open', account, expiredSince: null, hasTokens: true, refreshable: true, expiresAt: null, now, ending: false },
  { is: 'open', account, expiredSince: 5, hasTokens: true, refreshable: true, expiresAt: null, now, ending: false },
  { is: 'open', account, expiredSince: 5, hasTokens: true, refreshable: false, expiresAt: null, now, ending: false },
  { is: 'open', account, expiredSince: null, hasTokens: false, refreshable: false, expiresAt: null, now, ending: false },
  { is: 'open', account, expiredSince: null, hasTokens: true, refreshable: false, expiresAt: null, now, ending: true },
  { is: 'keyMissing', account },
  { is: 'keyUnusable', account, why: 'newer' },
  { is: 'keychainUnreadable', reason: 'locked' },
  { is: 'keychainUnavailable' },
  { is: 'storeCorrupt', account, error, refreshable: false },
  { is: 'storeCorrupt', account, error, refreshable: true },
  { is: 'storeCorrupt', account, error: { code: 'diskFull' }, refreshable: false },
  { is: 'eraseUnfinished', journal: { v: 1, slug: 's', vaultEntries: [], reason: 'signedOutElsewhere', at: 1, dataGone: false } },
  { is: 'eraseUnread', reason: 'signedOutElsewhere', at: 1, keysLeft: false },
  { is: 'eraseUnread', reason: 'signedOutElsewhere', at: 1, keysLeft: true },
];

/** Every kind of event, as it would come for this state: with its attempt and its epoch. */
export function eventsFor(state: SessionState): readonly SessionEvent[] {
  const { attempt } = state;
  const epoch = 'epoch' in state ? state.epoch : 1;
  return [
    ...outcomes.map((outcome): SessionEvent => ({ type: 'started', attempt, outcome })),
    ...verdicts.map((verdict): SessionEvent => ({ type: 'tokenJudged', epoch, verdict, now })),
    ...verdicts.map((verdict): SessionEvent => ({ type: 'probed', attempt, verdict, now })),
    ...signingIn(attempt),
    ...lastingAndExpired(attempt, epoch),
    ...withAnotherToken(attempt, epoch),
    ...ending(attempt),
  ];
}

const signingIn = (attempt: number): readonly SessionEvent[] => [
  { type: 'signInAsked', homeserver: 'hs', username: 'a', method },
  { type: 'signInAsked', homeserver: 'hs', username: 'a', method: { is: 'qr' } },
  { type: 'browserOpened', attempt, code: null },
  { type: 'qrStepped', attempt, qr: { is: 'checkCode' } },
  { type: 'signInKeeping', attempt },
  { type: 'signedIn', attempt, account, expiresAt: null, refreshable: false },
  { type: 'signedIn', attempt, account, expiresAt: null, refreshable: true },
  { type: 'signInFailed', attempt, error },
  { type: 'cancelled' },
];

const lastingAndExpired = (attempt: number, epoch: number): readonly SessionEvent[] => [
  { type: 'engineReady' },
  { type: 'openFailed', error },
  { type: 'probeDue', attempt },
  { type: 'expiryReached', epoch, now },
  { type: 'signInAgainAsked', method, now },
  { type: 'answered', attempt },
  { type: 'signInAgainFailed', attempt, error },
  { type: 'signInAgainFailed', attempt, error: { code: 'accountLocked', message: 'm' } },
  { type: 'confirmed', attempt },
  { type: 'deviceReplaced', attempt, now },
  { type: 'keysGone', epoch, now },
];

const withAnotherToken = (attempt: number, epoch: number): readonly SessionEvent[] => [
  { type: 'resumed', attempt, newEpoch: epoch + 1, expiresAt: null, refreshable: true },
  { type: 'resumed', attempt, newEpoch: epoch + 1, expiresAt: null, refreshable: false },
  { type: 'refreshDue', epoch },
  { type: 'renewed', newEpoch: epoch + 1, expiresAt: null, refreshable: true, unproven: true },
  { type: 'renewed', newEpoch: epoch + 1, expiresAt: null, refreshable: true, unproven: false },
  { type: 'renewed', newEpoch: epoch + 1, expiresAt: null, refreshable: false, unproven: false },
  ...(['transient', 'doubted', 'refused', 'refusedSoftly', 'over'] as const).map((is): SessionEvent => ({
    type: 'refreshFailed',
    attempt,
    is,
    retryAfterMs: null,
    error,
    now,
  })),
  { type: 'synced', epoch },
];

const ending = (attempt: number): readonly SessionEvent[] => [
  { type: 'endedHere', now },
  { type: 'signOutAsked', now },
  { type: 'signedOut', attempt, now },
  { type: 'signOutFailed', attempt, error, now },
  { type: 'eraseAnywayAsked', now },
  { type: 'startOverAsked', now },
  { type: 'eraseProgressed', attempt, progress: nothingErased },
  { type: 'eraseEnded', attempt, progress: nothingErased },
  { type: 'noticeRead' },
  { type: 'roomCame', attempt },
  { type: 'retryAsked' },
];

/** States that differ only in what they count are one state. */
function kind(state: SessionState): string {
  return JSON.stringify(state, (key, value: unknown) => {
    if (key === 'attempt' || key === 'since' || key === 'at') return 0;
    if (key === 'looks') return Math.min(value as number, 2);
    if (key === 'epoch' || key === 'tries') return Math.min(value as number, 1);
    return value;
  });
}

let walked: readonly Edge[] | null = null;

/** Every transition that can happen: every reachable state has been walked. */
export function walk(): readonly Edge[] {
  walked ??= walkAll();
  return walked;
}

function walkAll(): readonly Edge[] {
  const first = firstState().state;
  const seen = new Set([kind(first)]);
  const waiting: SessionState[] = [first];
  const edges: Edge[] = [];
  for (let from = waiting.pop(); from; from = waiting.pop()) {
    for (const event of eventsFor(from)) {
      const taken = step(from, event);
      if (!taken) continue;
      edges.push({ from, event, to: taken.next, effects: taken.effects });
      if (seen.has(kind(taken.next))) continue;
      seen.add(kind(taken.next));
      waiting.push(taken.next);
    }
  }
  return edges;
}

export const doing = (edge: Edge, name: SessionEffect['do']): boolean => edge.effects.some((effect) => effect.do === name);

/** People are asked something meanwhile. */
export const isWatched = ({ phase }: SessionState): boolean => phase === 'storeCorrupt' || phase === 'signingOut';

type EdgeOf<F extends Phase, E extends EventType, T extends Phase> = Edge & {
  readonly from: StateOf<F>;
  readonly event: EventOf<E>;
  readonly to: StateOf<T>;
};

interface Which<F extends Phase, E extends EventType, T extends Phase> {
  readonly from?: F | readonly F[];
  readonly event?: E | readonly E[];
  readonly to?: T | readonly T[];
}

/** The transitions that a test speaks about. There must be some: a loop over none would assert nothing. */
export function edgesWhere<F extends Phase = Phase, E extends EventType = EventType, T extends Phase = Phase>(
  { from, event, to }: Which<F, E, T>,
  when: (edge: EdgeOf<F, E, T>) => boolean = () => true,
): readonly EdgeOf<F, E, T>[] {
  const found = walk().filter(
    (edge): edge is EdgeOf<F, E, T> =>
      isOneOf(edge.from.phase, from) && isOneOf(edge.event.type, event) && isOneOf(edge.to.phase, to) && when(edge as EdgeOf<F, E, T>),
  );
  if (found.length === 0) throw new Error(`no transition ${JSON.stringify({ from, event, to })} that the test speaks about`);
  return found;
}

function isOneOf(name: string, names: string | readonly string[] | undefined): boolean {
  return names === undefined || (typeof names === 'string' ? name === names : names.includes(name));
}
