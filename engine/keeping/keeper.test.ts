import { expect, test } from 'vitest';
import { FakeLog } from '../FakeLog.ts';
import { Keeper, type KeeperCalls } from './keeper.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 27);

/** A history that counts days: event n was sent n days ago. The store's own tests say that it does what it is asked. */
function setUp(days: number, value: string | null = null) {
  let sent = Array.from({ length: days }, (_, ago) => now - ago * day);
  let [kept, free] = [value, 0];
  const asked: string[] = [];
  const store: KeeperCalls = {
    getValue: async () => kept,
    putValue: async ({ value: text }) => void (kept = text),
    countHistory: async ({ times, from }) => {
      const half = sent.filter((_, index) => index % 2 === from);
      const older = times.map((time) => half.filter((ts) => ts < time).length);
      return { events: half.length, older, newest: Math.max(0, ...half), bytes: 1_000_000, next: from === 0 ? 1 : null };
    },
    forgetHistory: async ({ before, from }) => {
      asked.push(`forget ${from}`);
      const old = sent.filter((ts) => ts < before).slice(0, 100);
      sent = sent.filter((ts) => !old.includes(ts));
      free += old.length;
      return { rows: old.length, next: old.length === 100 ? from + 1 : null };
    },
    shrinkHistory: async () => {
      asked.push('shrink');
      free -= Math.min(free, 200);
      return { more: free > 0 };
    },
  };
  const waits: { readonly ms: number; readonly go: () => void }[] = [];
  let clock = now;
  const log = new FakeLog();
  const keeper = new Keeper({
    store,
    log,
    now: () => clock,
    wait: (ms) => (ms < 1_000 ? Promise.resolve() : new Promise((resolve) => waits.push({ ms, go: resolve }))),
  });
  return { keeper, store, log, asked, waits, left: () => sent.length, setClock: (ms: number) => (clock = ms), value: () => kept };
}

test('says what is kept, and what each choice would give back', async () => {
  const { keeper } = setUp(730);
  expect(await keeper.kept()).toEqual({
    keeps: 'everything',
    bytes: 1_000_000,
    frees: { everything: 0, year: 364 * 420, threeMonths: 637 * 420, month: 698 * 420 },
  });
});

test('forgets nothing as long as everything is kept', async () => {
  const { keeper, asked } = setUp(730);
  keeper.inTime();
  await keeper.forgetNow();
  expect(asked).toEqual([]);
});

test('a choice is written down at once, and what is older goes after a while, a slice at a time, then the space', async () => {
  const { keeper, asked, waits, left, value } = setUp(730);
  await keeper.choose('year');
  expect([value(), asked, left()]).toEqual(['year', [], 730]);
  expect(waits).toMatchObject([{ ms: 10_000 }]);
  waits[0]!.go();
  await Promise.resolve();
  await keeper.forgetNow();
  expect(left()).toBe(366);
  expect(asked.slice(0, 6)).toEqual(['forget 0', 'forget 1', 'forget 2', 'forget 3', 'shrink', 'shrink']);
});

test('whoever goes on to another choice loses nothing by the one before', async () => {
  const { keeper, waits, left } = setUp(730);
  for (const keeps of ['year', 'threeMonths', 'month', 'everything'] as const) await keeper.choose(keeps);
  for (const { go } of waits) go();
  await Promise.resolve();
  await keeper.forgetNow();
  expect(left()).toBe(730);
});

test('looks once a day, whichever way the clock was set', async () => {
  const { keeper, left, setClock } = setUp(100, 'threeMonths');
  keeper.inTime();
  await keeper.forgetNow();
  expect(left()).toBe(93);
  setClock(now + 1_000);
  keeper.inTime();
  setClock(now - 400 * day);
  keeper.inTime();
  await keeper.forgetNow();
  expect(left()).toBe(93);
});

test('a store that takes nothing is no end: it is said in the log, and tried again', async () => {
  const { keeper, store, log, left } = setUp(100, 'month');
  const { forgetHistory } = store;
  const failing = { forgetHistory: () => Promise.reject(new Error('the disk is full')) };
  Object.assign(store, failing);
  await keeper.forgetNow();
  expect(log.lines.join()).toContain('forgetting what is older');
  Object.assign(store, { forgetHistory });
  await keeper.forgetNow();
  expect(left()).toBe(32);
});

test('stops where it is when the engine ends', async () => {
  const { keeper, asked } = setUp(730, 'month');
  keeper.stop();
  await keeper.forgetNow();
  expect(asked).toEqual([]);
});
