import { expect, test } from 'vitest';
import { step } from './machine.ts';
import { doing, edgesWhere, isWatched, walk } from './walk.fixtures.ts';

const edges = walk();

test('B5 a refresh comes before every dialog and every reset', () => {
  const isEnd = ({ verdict }: { readonly verdict: { readonly is: string } }): boolean => verdict.is === 'soft' || verdict.is === 'hard';
  const judged = edgesWhere({ from: ['active', 'opening'], event: 'tokenJudged' }, ({ from, event }) => from.refreshable && isEnd(event));
  for (const { from, to, effects } of judged) {
    expect(to.phase).toBe('refreshing');
    expect(effects.map((effect) => effect.do)).toEqual(['hold', from.unproven ? 'probe' : 'refresh']);
  }
});

test('B9 trouble on the way is never an end: only a refusal leaves', () => {
  for (const { from, to } of edgesWhere({ event: 'refreshFailed' }, ({ event }) => event.is === 'transient')) {
    expect(to.phase).toBe(from.phase);
  }
});

test('B9 H13 a server that wishes to be asked again at once is asked ever more seldom all the same', () => {
  const asking = edges.flatMap(({ to }) => (to.phase === 'refreshing' ? [to] : []))[0]!;
  const wait = (tries: number, retryAfterMs: number): number | undefined => {
    const failed = {
      type: 'refreshFailed',
      attempt: asking.attempt,
      is: 'transient',
      retryAfterMs,
      error: { code: 'rateLimited', retryAfterMs },
      now: 1,
    } as const;
    return step({ ...asking, tries }, failed)?.effects.flatMap((effect) => (effect.do === 'delay' ? [effect.ms] : []))[0];
  };
  expect([wait(0, 0), wait(3, 0), wait(0, 90_000)]).toEqual([1_000, 8_000, 90_000]);
});

test('B11 a refusal is judged by the access token', () => {
  for (const { to } of edgesWhere({ event: 'refreshFailed' }, ({ from, event }) => event.is === 'refused' && !isWatched(from))) {
    expect(to.phase).toBe('checking');
  }
});

test('B10 a refusal that says soft_logout signs out softly', () => {
  for (const { to } of edgesWhere({ event: 'refreshFailed' }, ({ from, event }) => event.is === 'refusedSoftly' && !isWatched(from))) {
    expect(to.phase).toBe('expired');
  }
});

test('B14 I9 a rejected new token is not refreshed at once', () => {
  for (const { effects } of edgesWhere({ to: 'rejected' }, (edge) => doing(edge, 'delay'))) {
    expect(effects.some((effect) => effect.do === 'refresh')).toBe(false);
  }
});

test('B14 H13 a server that rejects every new token is not asked for more of them at once, however it says so', () => {
  const rejected = edgesWhere(
    { event: ['tokenJudged', 'probed'] },
    ({ from, event: { verdict } }) => 'unproven' in from && from.unproven && (verdict.is === 'soft' || verdict.is === 'hard'),
  );
  for (const { effects } of rejected) {
    expect(effects.some((effect) => effect.do === 'refresh')).toBe(false);
  }
});

test('B5 a new token whose announced life is over before it was used is refreshed like any other', () => {
  const active = edges.flatMap(({ to }) => (to.phase === 'active' && to.unproven && to.refreshable ? [to] : []))[0]!;
  const soft = { type: 'tokenJudged', epoch: active.epoch, verdict: { is: 'soft' } } as const;
  expect(step({ ...active, expiresAt: 5_000 }, { ...soft, now: 5_000 })?.next).toMatchObject({ phase: 'refreshing', cause: 'soft' });
  expect(step({ ...active, expiresAt: 5_000 }, { ...soft, now: 4_999 })?.next).toMatchObject({ phase: 'refreshing', cause: 'doubt' });
});

test('B14 I9 whoami tells a session that is rejected from one request that is, before anybody sees it; what met the 401 is not sent again with that token', () => {
  for (const { from, event, to, effects } of edges) {
    expect(event.type === 'tokenJudged' && to.phase === 'rejected', 'shown unasked').toBe(false);
    const isDoubted = from.phase === 'rejected' || (from.phase === 'refreshing' && from.cause === 'doubt');
    if (!isDoubted || event.type !== 'probed' || event.attempt !== from.attempt) continue;
    if (event.verdict.is === 'soft' || event.verdict.is === 'hard') expect(to.phase).toBe('rejected');
    if (event.verdict.is !== 'alive') continue;
    expect(to).toMatchObject({ phase: from.phase === 'refreshing' ? from.origin : 'active', unproven: false });
    expect(effects).toContainEqual({ do: 'release', retry: false });
  }
});

test('A12 a token that main has put into place is the current one in every phase', () => {
  for (const { event, to } of edgesWhere({ event: 'renewed' })) expect(to).toMatchObject({ epoch: event.newEpoch });
});
