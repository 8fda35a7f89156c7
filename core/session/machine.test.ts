import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SessionEffect } from './effects.ts';
import type { SessionEvent } from './events.ts';
import type { Phase, SessionState } from './states.ts';
import { firstState, step, table } from './machine.ts';
import { doing, edgesWhere, eventsFor, walk } from './walk.fixtures.ts';
import type { Edge } from './walk.fixtures.ts';

const edges = walk();

interface Run {
  readonly states: SessionState[];
  readonly edges: Edge[];
}

/** A random life: at each step one of the events that could come; `allowed` leaves some out. Stale ones are mixed in. */
function runOf(choices: readonly number[], allowed: (event: SessionEvent) => boolean = () => true): Run {
  let state = firstState().state;
  const run: Run = { states: [state], edges: [] };
  for (const choice of choices) {
    const events = eventsFor(state).filter(allowed);
    const taken = step(state, events[choice % events.length]!);
    if (!taken) continue;
    run.edges.push({ from: state, event: events[choice % events.length]!, to: taken.next, effects: taken.effects });
    run.states.push(taken.next);
    state = taken.next;
  }
  return run;
}

const lives = fc.array(fc.nat(10_000), { maxLength: 120 });
const method = { is: 'password' } as const;
const runs = (state: SessionState): boolean =>
  state.phase === 'opening' ||
  state.phase === 'active' ||
  (state.phase === 'refreshing' && !state.held) ||
  (state.phase === 'resuming' && state.origin === 'active' && !state.held);

describe('every reachable state', () => {
  test('every phase is reached, and every cell of the table does something', () => {
    expect(new Set(edges.flatMap((edge) => [edge.from.phase, edge.to.phase]))).toEqual(new Set(Object.keys(table)));
    const cells = Object.entries(table).flatMap(([phase, row]) => Object.keys(row).map((event) => `${phase}.${event}`));
    const taken = new Set(edges.map((edge) => `${edge.from.phase}.${edge.event.type}`));
    expect(cells.filter((cell) => !taken.has(cell))).toEqual([]);
  });

  test('no phase is a trap: each can come to signedOut or to active', () => {
    const ends = new Set<Phase>(['signedOut', 'active']);
    for (let grown = true; grown;) {
      const before = ends.size;
      for (const edge of edges) if (ends.has(edge.to.phase)) ends.add(edge.from.phase);
      grown = ends.size > before;
    }
    expect(ends).toEqual(new Set(Object.keys(table)));
  });

  test('I20: a QR code belongs to signing in on a new device, and to nothing else', () => {
    for (const { from, to } of edgesWhere({ event: 'qrStepped' })) {
      expect([from.phase, to.phase]).toEqual(['signingIn', 'signingIn']);
      expect(from).toMatchObject({ method: { is: 'qr' } });
    }
    for (const { effects } of edges) for (const effect of effects) if (effect.do === 'login') expect(effect.method.is).not.toBe('qr');
  });

  test('a test that would speak about no transition at all fails', () => {
    expect(edgesWhere({ from: 'signedOut', event: 'signInAsked' }).length).toBeGreaterThan(0);
    expect(() => edgesWhere({ from: 'signedOut', to: 'active' })).toThrow(/no transition/);
  });

  test('attempts only grow, so that an old answer never counts again', () => {
    for (const { from, to } of edges) expect(to.attempt).toBeGreaterThanOrEqual(from.attempt);
    for (const edge of edges) {
      for (const effect of edge.effects) if ('attempt' in effect && effect.do !== 'abandon') expect(effect.attempt).toBe(edge.to.attempt);
    }
  });

  test('an answer of another attempt changes nothing, and neither does news of another token', () => {
    let attempts = 0;
    let epochs = 0;
    for (const { from, event } of edges) {
      for (const off of [-1, 1]) {
        if ('attempt' in event) {
          expect(step(from, { ...event, attempt: event.attempt + off })).toBeNull();
          attempts += 1;
        }
        if ('epoch' in event) {
          expect(step(from, { ...event, epoch: event.epoch + off })).toBeNull();
          epochs += 1;
        }
      }
    }
    expect(attempts).toBeGreaterThan(1_000);
    expect(epochs).toBeGreaterThan(1_000);
  });

  test('every effect that waits for an answer is asked for once at a time', () => {
    for (const { from } of edgesWhere({ from: 'resuming' })) {
      expect(step(from, { type: 'signInAgainAsked', method, now: 1 })).toBeNull();
    }
    for (const { from } of edgesWhere({ from: 'signingIn' })) {
      expect(step(from, { type: 'signInAsked', homeserver: '', username: '', method })).toBeNull();
    }
    for (const { effects } of edges) {
      expect(effects.filter((effect) => effect.do === 'login' || effect.do === 'signIn').length).toBeLessThanOrEqual(1);
    }
  });
});

describe('what destroys', () => {
  test('E9 E10 a hard logout is carried out only on our own request’s second 401, with nothing that contradicts it in between', () => {
    for (const { from, event } of edgesWhere(
      { to: 'erasing' },
      (edge) => doing(edge, 'erase') && edge.to.reason === 'signedOutElsewhere',
    )) {
      expect(['checking', 'expired', 'resuming', 'storeCorrupt', 'signingOut']).toContain(from.phase);
      expect(from).toMatchObject({ refreshable: false, hards: 1 });
      expect(event).toMatchObject({ type: 'probed', verdict: { is: 'hard' } });
    }
  });

  test('E9 hard is believed upon two answers, and only once no refresh token is left (B5)', () => {
    for (const { from } of edgesWhere({ from: 'checking', event: 'probed', to: 'erasing' })) {
      expect(from.hards).toBeGreaterThan(0);
      expect(from.refreshable).toBe(false);
    }
  });

  test('E9 a 401 about a token that has been exchanged since is not counted against the new one', () => {
    for (const { to } of edgesWhere({ from: 'rejected', event: 'refreshFailed' }, ({ event }) => event.is === 'refused')) {
      expect(to).toMatchObject({ phase: 'checking', hards: 0 });
    }
  });

  test('everything else that destroys was asked for by people, or is a replaced device', () => {
    const byPeople: SessionEvent['type'][] = ['endedHere', 'signedOut', 'signOutFailed', 'eraseAnywayAsked', 'startOverAsked'];
    for (const { event, to } of edgesWhere({ to: 'erasing' }, (edge) => doing(edge, 'erase') && edge.to.reason !== 'signedOutElsewhere')) {
      expect(to.reason === 'deviceReplaced' ? ['deviceReplaced', 'keysGone'] : byPeople).toContain(event.type);
    }
  });

  test('soft never destroys, whatever else happens', () => {
    const harmless = (event: SessionEvent): boolean =>
      !(
        ['endedHere', 'signOutAsked', 'startOverAsked', 'eraseAnywayAsked', 'deviceReplaced', 'keysGone'].includes(event.type) ||
        ('verdict' in event && event.verdict.is === 'hard') ||
        (event.type === 'started' && event.outcome.is === 'eraseUnfinished')
      );
    fc.assert(
      fc.property(lives, (choices) => {
        const run = runOf(choices, harmless);
        expect(run.edges.some((edge) => doing(edge, 'erase') || doing(edge, 'finishErase'))).toBe(false);
        expect(run.states.some((state) => state.phase === 'erasing')).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('hard never leaves: from erasing there is only erased, and from there only signing in afresh', () => {
    for (const { to } of edgesWhere({ from: 'erasing' })) expect(['erasing', 'erased']).toContain(to.phase);
    for (const { to } of edgesWhere({ from: 'erased' })) expect(['erased', 'signedOut']).toContain(to.phase);
  });

  test('D4 signing in afresh knows nothing of the device before', () => {
    for (const { to } of edgesWhere({ to: 'signedOut' })) expect(to).not.toHaveProperty('account');
  });
});

test('K2 an engine that tells of its dead store, before main has heard of it, has not found damaged data', () => {
  for (const { from, event } of edgesWhere({ event: 'openFailed' })) {
    expect(step(from, { ...event, error: { code: 'engineDied', process: 'store' } })).toBeNull();
  }
});

describe('tokens', () => {
  test('A12 only the current token counts', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: -3, max: 3 }), (choices, off) => {
        const state = runOf(choices).states.at(-1)!;
        if (!('epoch' in state) || off === 0) return;
        for (const is of ['soft', 'hard'] as const) {
          expect(step(state, { type: 'tokenJudged', epoch: state.epoch + off, verdict: { is }, now: 1 })).toBeNull();
        }
        expect(step(state, { type: 'expiryReached', epoch: state.epoch + off, now: 1 })).toBeNull();
      }),
    );
  });

  test('A16 ten 401s at once: one dialog, one question', () => {
    for (const is of ['soft', 'hard', 'locked'] as const) {
      const event: SessionEvent = { type: 'tokenJudged', epoch: 1, verdict: is === 'locked' ? { is, message: '' } : { is }, now: 1 };
      let state: SessionState = {
        phase: 'active',
        attempt: 1,
        epoch: 1,
        expiresAt: null,
        refreshable: false,
        unproven: false,
        problem: null,
        account: edges.flatMap(({ to }) => ('account' in to && 'deviceId' in to.account ? [to.account] : []))[0]!,
      };
      const effects: SessionEffect[] = [];
      for (let n = 0; n < 10; n++) {
        const taken = step(state, event);
        if (taken) {
          state = taken.next;
          effects.push(...taken.effects);
        }
      }
      expect(effects.filter((effect) => effect.do === 'hold')).toHaveLength(1);
      expect(effects.filter((effect) => effect.do === 'probe')).toHaveLength(1);
    }
  });

  test('C2 the engine’s gate is open while the session runs, is refreshed ahead of time or signed in early, and nowhere else', () => {
    fc.assert(
      fc.property(lives, (choices) => {
        let isOpen = false;
        for (const { to, effects } of runOf(choices).edges) {
          for (const effect of effects) {
            if (effect.do === 'release') isOpen = true;
            if (effect.do === 'hold') isOpen = false;
          }
          if ('epoch' in to) expect(isOpen).toBe(runs(to));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('C1 what is written down agrees with the phase', () => {
    const records = (edge: Edge): boolean => doing(edge, 'record');
    const last = ({ effects }: Edge): SessionEffect | undefined => effects.findLast((effect) => effect.do === 'record');
    for (const edge of edgesWhere({ to: 'expired' }, records)) expect(last(edge)).toMatchObject({ expiredSince: edge.to.since });
    for (const edge of edgesWhere({ to: 'active' }, records)) expect(last(edge)).toMatchObject({ expiredSince: null });
  });

  test('G1, G7 a locked account is never asked to sign in, and never erased by it', () => {
    for (const { from } of edgesWhere({ from: 'locked' })) expect(step(from, { type: 'signInAgainAsked', method, now: 1 })).toBeNull();
    for (const { to } of edgesWhere({ from: 'locked', event: 'probed' }, ({ event }) => event.verdict.is === 'locked'))
      expect(to.phase).toBe('locked');
  });
});
