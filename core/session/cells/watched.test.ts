import { expect, test } from 'vitest';
import type { SessionEvent } from '../events.ts';
import type { SessionState } from '../states.ts';
import { step } from '../machine.ts';
import { walk } from '../walk.fixtures.ts';

const edges = walk();
const hard = (attempt: number): SessionEvent => ({ type: 'probed', attempt, verdict: { is: 'hard' }, now: 9 });
const waiting = edges.flatMap(({ to }) =>
  (to.phase === 'storeCorrupt' || (to.phase === 'signingOut' && to.problem !== null)) && !to.refreshable && to.hards === 0 ? [to] : [],
);

// L-10
test('E10 where people are asked something, a device that is removed meanwhile is erased upon two looks with time between them', () => {
  expect(new Set(waiting.map(({ phase }) => phase))).toEqual(new Set(['storeCorrupt', 'signingOut']));
  for (const state of waiting) {
    const { attempt } = state;
    const first = step(state, hard(attempt));
    expect(first?.effects).toEqual([{ do: 'delay', ms: 2_000, event: { type: 'probeDue', attempt } }]);
    const asked = step(first!.next, { type: 'probeDue', attempt });
    expect(asked?.effects).toEqual([{ do: 'probe', account: state.account, attempt }]);
    expect(step(asked!.next, hard(attempt))).toMatchObject({ next: { phase: 'erasing', reason: 'signedOutElsewhere' } });
    // One that contradicts it in between begins the count anew.
    const alive = step(first!.next, { type: 'probed', attempt, verdict: { is: 'alive' }, now: 9 });
    expect(alive?.next).toMatchObject({ phase: state.phase, hards: 0 });
  }
});

test('E10 B5 with a refresh token that is used first, and a refusal alone concludes nothing', () => {
  const refreshable = waiting.map((state): SessionState => ({
    ...state,
    refreshable: true,
    ...('unproven' in state && { unproven: false }),
  }));
  expect(refreshable.length).toBeGreaterThan(1);
  for (const state of refreshable) {
    const { attempt } = state;
    const first = step(state, hard(attempt));
    expect(first?.effects.map((effect) => effect.do)).toEqual(['refresh', 'delay']);
    const refused = step(first!.next, {
      type: 'refreshFailed',
      attempt,
      is: 'refused',
      retryAfterMs: null,
      error: { code: 'badCredentials' },
      now: 9,
    });
    expect(refused).toMatchObject({ next: { phase: state.phase, refreshable: false, hards: 0 } });
    expect(refused?.effects.map((effect) => effect.do)).toEqual(['probe']);
  }
});

test('E10 while the browser is open the device is looked after, too: what comes back from there is not used', () => {
  const browsing = edges.flatMap(({ from, event, to, effects }) =>
    event.type === 'browserOpened' && from.phase === 'resuming' && to.phase === 'resuming' && !to.refreshable ? [{ to, effects }] : [],
  );
  expect(browsing.length).toBeGreaterThan(1);
  for (const { to, effects } of browsing) {
    const due: SessionEvent = { type: 'probeDue', attempt: to.attempt };
    expect(effects).toEqual([{ do: 'delay', ms: 60_000, event: due }]);
    expect(step(to, due)?.effects).toEqual([{ do: 'probe', account: to.account, attempt: to.attempt }]);
    const gone = step(to, hard(to.attempt));
    expect(gone?.next).toMatchObject({ phase: 'checking', hards: 1 });
    expect(gone?.effects).toContainEqual({ do: 'abandon', attempt: to.attempt });
  }
});

// Found by a look at the code: each answer that was lost cost a minute, and let the count begin anew.
test('E10 where people are asked something, a lost answer contradicts nothing: it is asked for again soon, and the next that says so erases', () => {
  for (const state of waiting) {
    const { attempt } = state;
    let { next } = step(state, hard(attempt))!;
    for (let lost = 0; lost < 5; lost += 1) {
      const after = step(next, { type: 'probed', attempt, verdict: { is: 'noAnswer', error: { code: 'offline' } }, now: 9 })!;
      expect(after.effects).toEqual([{ do: 'delay', ms: 10_000, event: { type: 'probeDue', attempt } }]);
      next = step(after.next, { type: 'probeDue', attempt })!.next;
    }
    expect(step(next, hard(attempt))).toMatchObject({ next: { phase: 'erasing', reason: 'signedOutElsewhere' } });
  }
});

test('E10 F1 trying again to tell the server begins no count anew', () => {
  const leaving = waiting.filter(({ phase }) => phase === 'signingOut');
  expect(leaving.length).toBeGreaterThan(0);
  for (const state of leaving) {
    const once = step(state, hard(state.attempt))!.next;
    const again = step(once, { type: 'retryAsked' })!.next;
    const { attempt } = again;
    const failed = step(again, { type: 'signOutFailed', attempt, error: { code: 'offline' }, now: 9 })!;
    expect(failed.effects).toEqual([{ do: 'delay', ms: 10_000, event: { type: 'probeDue', attempt } }]);
    expect(step(failed.next, hard(attempt))).toMatchObject({ next: { phase: 'erasing' } });
  }
});
