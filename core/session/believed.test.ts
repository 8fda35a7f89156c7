import { expect, test } from 'vitest';
import type { AppError } from '../errors.ts';
import type { SessionEvent, TokenVerdict } from './events.ts';
import type { StateOf } from './states.ts';
import { step } from './machine.ts';
import { walk } from './walk.fixtures.ts';

const edges = walk();

// L-13
test('A8 A1 what an answer to a request says about the session is never believed: neither hard, nor soft, nor locked', () => {
  const judged = edges.filter(({ event, from }) => event.type === 'tokenJudged' && from.phase !== 'refreshing');
  expect(judged.length).toBeGreaterThan(20);
  for (const { from, to } of edges.filter(({ event }) => event.type === 'tokenJudged')) {
    expect(['checking', 'refreshing', 'resuming']).toContain(to.phase);
    if (from.phase === 'resuming') expect(to).toMatchObject({ origin: from.origin });
  }
});

test('A8 whoami with the same token decides: the dialog, the lock, or that one request only, which is not sent again', () => {
  const active = edges.flatMap(({ to }) => (to.phase === 'active' && !to.refreshable ? [to] : []))[0]!;
  for (const is of ['soft', 'locked'] as const) {
    const doubted = step(active, {
      type: 'tokenJudged',
      epoch: active.epoch,
      verdict: is === 'locked' ? { is, message: '' } : { is },
      now: 1,
    })!;
    expect(doubted.effects.map((effect) => effect.do)).toEqual(['hold', 'probe']);
    const { attempt } = doubted.next;
    expect(step(doubted.next, { type: 'probed', attempt, verdict: { is: 'alive' }, now: 2 })).toMatchObject({
      next: { phase: 'active' },
      effects: [{ do: 'release', retry: false }, { do: 'record' }],
    });
    expect(step(doubted.next, { type: 'probed', attempt, verdict: { is: 'soft' }, now: 2 })?.next).toMatchObject({
      phase: 'expired',
      since: 2,
    });
    expect(step(doubted.next, { type: 'probed', attempt, verdict: { is: 'locked', message: 'why' }, now: 2 })?.next).toMatchObject({
      phase: 'locked',
      message: 'why',
    });
    expect(
      step(doubted.next, { type: 'probed', attempt, verdict: { is: 'noAnswer', error: { code: 'offline' } }, now: 2 })?.next,
    ).toMatchObject({ phase: 'checking', problem: { code: 'offline' } });
  }
});

// L-16, ADR 0011
test('E9 whoami is not asked twice in one breath: between two of its answers that destroy lie two seconds', () => {
  let looked = 0;
  for (const { from, event, to, effects } of edges) {
    const isSecondLook =
      event.type === 'probed' &&
      event.verdict.is === 'hard' &&
      to.phase === 'checking' &&
      to.hards === 1 &&
      (from.phase !== 'checking' || from.hards === 0);
    if (!isSecondLook) continue;
    expect(effects.some((effect) => effect.do === 'probe')).toBe(false);
    expect(effects).toContainEqual({ do: 'delay', ms: 2_000, event: { type: 'probeDue', attempt: to.attempt } });
    looked += 1;
  }
  expect(looked).toBeGreaterThan(3);
});

// Found by the soak: each lost answer cost a minute.
test('E10 C2 where one answer says that the session is destroyed, a second look that has none is taken again after ten seconds', () => {
  const delays: number[] = [];
  for (const { from, event, to, effects } of edges) {
    if (from.phase !== 'checking' || from.origin !== 'expired' || event.type !== 'probed' || event.verdict.is !== 'noAnswer') continue;
    expect(from.hards).toBe(1);
    // People can sign in again meanwhile.
    expect(to.phase).toBe('expired');
    delays.push(...effects.flatMap((effect) => (effect.do === 'delay' ? [effect.ms] : [])));
  }
  expect(delays.length).toBeGreaterThan(0);
  expect([...new Set(delays)]).toEqual([10_000]);
});

// Found by a look at the code: after the second lost answer it was a minute again, and the first hard answer was forgotten.
test('E10 whatever is lost in between, whoami that says so twice erases: signed out softly, its looks come every ten seconds, and signing in does not begin anew', () => {
  const lost = (attempt: number): SessionEvent => ({
    type: 'probed',
    attempt,
    verdict: { is: 'noAnswer', error: { code: 'offline' } },
    now: 9,
  });
  const hard = (attempt: number): SessionEvent => ({ type: 'probed', attempt, verdict: { is: 'hard' }, now: 9 });
  const expired = edges.flatMap(({ to }) => (to.phase === 'expired' && to.hards === 0 ? [to] : []));
  expect(expired.length).toBeGreaterThan(3);
  for (const begin of expired) {
    let at = step(begin, hard(begin.attempt))!;
    expect(at.next).toMatchObject({ phase: 'checking', hards: 1 });
    for (let looks = 0; looks < 4; looks += 1) {
      at = step(at.next, lost(at.next.attempt))!;
      expect(at.next).toMatchObject({ phase: 'expired', hards: 1 });
      expect(at.effects).toContainEqual({ do: 'delay', ms: 10_000, event: { type: 'probeDue', attempt: at.next.attempt } });
      expect(step(at.next, hard(at.next.attempt))).toMatchObject({ next: { phase: 'erasing', reason: 'signedOutElsewhere' } });
    }
    const signingIn = step(at.next, { type: 'signInAgainAsked', method: { is: 'password' }, now: 9 })!.next;
    expect(step(signingIn, hard(signingIn.attempt))).toMatchObject({ next: { phase: 'erasing' } });
    expect(step(signingIn, lost(signingIn.attempt))).toMatchObject({ next: { phase: 'expired', hards: 1 } });
    // One that contradicts it does begin the count anew.
    const soft = step(at.next, { type: 'probed', attempt: at.next.attempt, verdict: { is: 'soft' }, now: 9 })!;
    expect(soft).toMatchObject({ next: { phase: 'expired', hards: 0 }, effects: [{ do: 'delay', ms: 60_000 }] });
  }
});

const noAnswers = edges.filter(({ event }) => event.type === 'probed' && event.verdict.is === 'noAnswer');
const delaysOf = (effects: (typeof edges)[number]['effects']): readonly number[] =>
  effects.flatMap((effect) => (effect.do === 'delay' ? [effect.ms] : []));

// Found by going through the rows: every other request waited for it.
test('H11 a rate limit that whoami meets is waited for before whoami, or a refresh in its place, goes out again, wherever that is', () => {
  const phases = new Set<string>();
  for (const { from, event } of noAnswers) {
    if (event.type !== 'probed') continue;
    const verdict = { is: 'noAnswer', error: { code: 'rateLimited', retryAfterMs: 333_000 } } as const;
    const { effects } = step(from, { ...event, verdict })!;
    expect(effects.some((effect) => effect.do === 'probe')).toBe(false);
    const delays = delaysOf(effects);
    for (const ms of delays) expect(ms, from.phase).toBeGreaterThanOrEqual(333_000);
    // Something in between may ask for a day.
    const day = { ...verdict, error: { ...verdict.error, retryAfterMs: 86_400_000 } };
    for (const ms of delaysOf(step(from, { ...event, verdict: day })!.effects)) expect(ms, from.phase).toBe(600_000);
    if (delays.length > 0) phases.add(from.phase);
  }
  expect([...phases].toSorted()).toEqual([
    'checking',
    'expired',
    'locked',
    'refreshing',
    'rejected',
    'resuming',
    'signingOut',
    'storeCorrupt',
  ]);
});

test('E10 where one answer says that the session is destroyed, no look that is lost makes the next one wait for more than ten seconds', () => {
  let looked = 0;
  for (const { from, effects } of noAnswers) {
    if (!('hards' in from) || from.hards === 0) continue;
    const tries = from.phase === 'checking' ? { tries: 20 } : {};
    const { effects: later } = step(
      { ...from, ...tries },
      { type: 'probed', attempt: from.attempt, verdict: { is: 'noAnswer', error: { code: 'offline' } }, now: 9 },
    )!;
    for (const ms of [...delaysOf(effects), ...delaysOf(later)]) expect(ms, from.phase).toBeLessThanOrEqual(10_000);
    looked += 1;
  }
  expect(looked).toBeGreaterThan(5);
});

// Found by going through the rows: the first look after a minute ended the countdown, and one that met a limit of its own began one.
test('C10 C11 H11 what the server has answered to a sign-in stays until the next one, whatever whoami meets meanwhile; its own limit keeps nobody waiting', () => {
  const expired = edges.flatMap(({ to }) => (to.phase === 'expired' && to.hards === 0 ? [to] : []));
  const limit = { code: 'rateLimited', retryAfterMs: 333_000 } as const;
  const looks: readonly TokenVerdict[] = [
    { is: 'soft' },
    { is: 'noAnswer', error: { code: 'offline' } },
    { is: 'noAnswer', error: { code: 'rateLimited', retryAfterMs: 5_000 } },
  ];
  expect(expired.length).toBeGreaterThan(3);
  for (const state of expired) {
    for (const verdict of looks) {
      const after = (problem: AppError | null) =>
        step({ ...state, problem }, { type: 'probed', attempt: state.attempt, verdict, now: 9 })!.next as StateOf<'expired'>;
      for (const problem of [limit, { code: 'badCredentials' } as const]) expect(after(problem).problem).toEqual(problem);
      expect(after({ code: 'serverFailing', status: 502 }).problem).toEqual(
        verdict.is === 'noAnswer' && verdict.error.code === 'offline' ? verdict.error : null,
      );
    }
  }
});
