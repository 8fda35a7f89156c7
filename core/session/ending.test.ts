import { expect, test } from 'vitest';
import type { TokenVerdict } from './events.ts';
import type { SessionState } from './states.ts';
import { step } from './machine.ts';
import { ending } from './waits.ts';
import { walk } from './walk.fixtures.ts';

const edges = walk();
const over = edges.filter(({ event }) => event.type === 'refreshFailed' && event.is === 'over');

/** What whoami says next, and what that comes to. */
function probed(state: SessionState, verdict: TokenVerdict): SessionState {
  return step(state, { type: 'probed', attempt: state.attempt, verdict, now: 2 })!.next;
}

function lookAgain(state: SessionState): SessionState {
  return step(state, { type: 'probeDue', attempt: state.attempt })!.next;
}

const alive = { is: 'alive' } as const;
const hard = { is: 'hard' } as const;

test('I12 I10 where the authorisation server says that the session is over, whatever it came from, the homeserver is asked, and no request goes out', () => {
  const left = over.filter(({ from }) => from.phase !== 'storeCorrupt' && from.phase !== 'signingOut');
  expect(new Set(left.map(({ from }) => from.phase))).toEqual(new Set(['refreshing', 'rejected']));
  for (const { to, effects } of left) {
    expect(to).toMatchObject({ phase: 'checking', refreshable: false, looks: ending.looks });
    expect(effects.map((effect) => effect.do)).toEqual(['hold', 'probe']);
  }
});

test('I12 a 200 of whoami is not believed before the homeserver must have heard of it, however often people ask; then it is', () => {
  let state = over.find(({ from, to }) => from.phase === 'refreshing' && to.phase === 'checking')!.to;
  for (let looks = 0; looks < ending.looks; looks++) {
    for (let asked = 0; asked < 3; asked++) state = probed(step(state, { type: 'retryAsked' })!.next, alive);
    state = probed(state, alive);
    expect(state).toMatchObject({ phase: 'checking', problem: null, looks: ending.looks - looks - 1 });
    state = lookAgain(state);
  }
  expect(probed(state, alive)).toMatchObject({ phase: 'active', refreshable: false });
  // Synapse's two minutes, and a little.
  expect(ending.looks * ending.everyMs).toBe(150_000);
});

test.each([
  ['hard twice', [hard, hard], { phase: 'erasing', reason: 'signedOutElsewhere' }],
  ['hard once, then alive from another worker', [hard, alive], { phase: 'checking', hards: 0 }],
  ['hard, alive, hard: two in a row are needed (E9)', [hard, alive, hard], { phase: 'checking', hards: 1 }],
  ['soft (I10)', [{ is: 'soft' }], { phase: 'expired' }],
  ['no answer, then alive', [{ is: 'noAnswer', error: { code: 'offline' } }, alive], { phase: 'checking', problem: null }],
] as const)('I12 after some 200s the homeserver says: %s', (_what, verdicts, expected) => {
  let state = over.find(({ from, to }) => from.phase === 'refreshing' && from.cause !== 'hard' && to.phase === 'checking')!.to;
  state = lookAgain(probed(state, alive));
  for (const verdict of verdicts) {
    if (state.phase !== 'checking') break;
    state = probed(lookAgain(state), verdict);
    if (state.phase === 'checking') expect(state.looks, 'still not believed').toBeGreaterThan(0);
  }
  expect(state).toMatchObject(expected);
});

test('I12 a sign-out that is called off goes back to asking; so does a start', () => {
  const checking = over.find(({ to }) => to.phase === 'checking')!.to;
  const leaving = step(checking, { type: 'signOutAsked', now: 3 })!.next;
  const failed = step(leaving, { type: 'signOutFailed', attempt: leaving.attempt, error: { code: 'offline' }, now: 4 })!.next;
  expect(step(failed, { type: 'cancelled' })?.next).toMatchObject({ phase: 'checking', looks: ending.looks });
  const started = edges.filter(({ event }) => event.type === 'started' && event.outcome.is === 'open' && event.outcome.ending);
  expect(started.length).toBeGreaterThan(0);
  for (const { to, effects } of started) {
    expect(to).toMatchObject({ phase: 'checking', looks: ending.looks });
    expect(effects.map((effect) => effect.do)).toEqual(['open', 'hold', 'probe']);
  }
});
