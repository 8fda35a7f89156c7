import fc from 'fast-check';
import { env } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoreFile } from '../file/storeFile.ts';
import { opened, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import { Life, type Deed, type StandingLine } from './life.fixtures.ts';
import { idOf, threadOf } from './worldOfEvents.fixtures.ts';

/** With `npm run fuzz` as many as it was asked for, and others each time; else always the same ones. */
const { FUZZ_CASES: cases, FUZZ_SEED: seed } = env;
const lives = cases === undefined ? 40 : Math.ceil(Number(cases) / 100);
const deedsEach = 90;
const run = {
  numRuns: lives,
  endOnFailure: true,
  ...(cases === undefined ? { seed: 7 } : seed === undefined ? {} : { seed: Number(seed) }),
};
const within = { timeout: cases === undefined ? 120_000 : lives * 2_000 };

let folder: StoreFolder;
let file: StoreFile;
let number = 0;

beforeAll(() => {
  folder = storeFolder();
  file = opened(folder.path);
});
afterAll(() => {
  file.close();
  folder.remove();
});

const drawn = fc.nat({ max: 1_000_000 });
const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.oneof(
    { weight: 25, arbitrary: fc.constant('live' as const) },
    { weight: 8, arbitrary: fc.constant('burst' as const) },
    { weight: 40, arbitrary: fc.constant('page' as const) },
    { weight: 25, arbitrary: fc.constant('around' as const) },
    { weight: 2, arbitrary: fc.constant('torn' as const) },
    { weight: 3, arbitrary: fc.constant('forget' as const) },
  ),
  a: drawn,
  b: drawn,
});
const deeds = fc.array(deed, { minLength: deedsEach, maxLength: deedsEach, size: 'max' });

/** What must be true of every line at every moment, where nothing comes late. */
function check(life: Life): void {
  const placed = { room: new Set<number>(), thread: new Set<number>() };
  for (const line of life.lines()) {
    checkLine(line);
    const seen = line.what === 2 ? placed.thread : placed.room;
    for (const { arrival } of line.events) {
      if (seen.has(arrival)) throw new Error(`${arrival} stands twice`);
      seen.add(arrival);
    }
    checkEnds(life, line);
  }
}

/** A page that met the room's line leaves the rest of its rows without places, until they are fetched again. Forgetting makes no more of them. */
function unplaced(life: Life): number {
  return life.rows() - new Set(life.lines().flatMap(({ events }) => events.map(({ arrival }) => arrival))).size;
}

/** The one that comes next in this line where nothing is missing. */
function next(arrival: number, { what, root }: StandingLine): number {
  if (what !== 2) return arrival + 1;
  let after = arrival + 1;
  while (threadOf(after) !== root) after++;
  return after;
}

function checkLine(line: StandingLine): void {
  const { events, gaps } = line;
  if (line.what === 1 && gaps.filter(({ soft }) => !soft).length > 2) throw new Error(`too many gaps in the floating run ${line.line}`);
  events.slice(1).forEach((event, index) => {
    const low = events[index]!;
    const isGap = gaps.some(({ pos }) => pos > low.pos && pos < event.pos);
    if (low.arrival >= event.arrival) throw new Error(`${low.arrival} before ${event.arrival} in line ${line.line}`);
    if (!isGap && event.arrival !== next(low.arrival, line)) throw new Error(`a hole without a gap: ${low.arrival}, ${event.arrival}`);
  });
  if (gaps.some(({ pos }) => events.some((event) => event.pos === pos))) throw new Error('a gap in the place of an event');
}

function checkEnds(life: Life, { what, root, events, gaps }: StandingLine): void {
  const [bottom, top] = [events[0], events.at(-1)];
  if (!bottom || !top) throw new Error('an empty line');
  const first = what === 2 ? next(-1, { what, root } as StandingLine) : 0;
  if (bottom.arrival > first && !gaps.some(({ pos }) => pos < bottom.pos)) throw new Error(`nothing leads on below ${bottom.arrival}`);
  if (what === 1 || life.isTorn || gaps.some(({ pos }) => pos > top.pos)) return;
  const { synced } = life.world;
  if (what === 0 && top.arrival < synced - 1) throw new Error(`the room ends at ${top.arrival} of ${synced}`);
  if (what === 2 && next(top.arrival, { what, root } as StandingLine) < synced)
    throw new Error(`the thread ends at ${top.arrival} of ${synced}`);
}

const arrivals = (line: StandingLine | undefined): readonly number[] => line?.events.map(({ arrival }) => arrival) ?? [];

test(
  'in order, no hole without a gap, nothing twice, and all there when all gaps are filled: rooms, threads and floating runs',
  within,
  () => {
    const seen = { deeds: 0, joined: 0, threads: 0, forgotten: 0 };
    fc.assert(
      fc.property(deeds, (each) => {
        const life = new Life(file, `life${number++}`, 0);
        for (const one of each) {
          const before = life.lines().length;
          const [rows, without] = [life.rows(), unplaced(life)];
          life.do(one);
          check(life);
          seen.deeds++;
          if (one.what === 'forget') {
            expect(unplaced(life)).toBeLessThanOrEqual(without);
            if (life.rows() < rows) seen.forgotten++;
          } else if (life.lines().length < before) seen.joined++;
        }
        life.take(life.world.sync(life.world.synced, 10));
        const { length } = life.world.arrived;
        life.world.synced = length;
        life.fillAll();
        check(life);
        const lines = life.lines();
        expect(arrivals(lines.find(({ what }) => what === 0))).toEqual(Array.from({ length }, (_, n) => n));
        for (const thread of lines.filter(({ what }) => what === 2)) {
          seen.threads++;
          expect(arrivals(thread)).toEqual(life.world.arrived.filter((arrival) => threadOf(arrival) === thread.root));
        }
      }),
      run,
    );
    expect(seen.deeds).toBeGreaterThanOrEqual(lives * deedsEach);
    expect(seen.joined).toBeGreaterThan(lives);
    expect(seen.threads).toBeGreaterThan(lives);
    expect(seen.forgotten).toBeGreaterThan(lives / 2);
  },
);

test('what federation brings late is not lost: a gap is closed by a page that brings nothing new', within, () => {
  const seen = { all: 0, lost: 0, late: 0 };
  fc.assert(
    fc.property(deeds, fc.constantFrom(10, 50), (each, lateness) => {
      const life = new Life(file, `late${number++}`, lateness);
      for (const one of each) if (one.what !== 'around' && one.what !== 'forget') life.do(one);
      life.take(life.world.sync(life.world.synced, 10));
      life.fillAll();
      const room = arrivals(life.lines().find(({ what }) => what === 0));
      expect(new Set(room).size).toBe(room.length);
      seen.all += life.world.arrived.length;
      seen.lost += life.world.arrived.length - room.length;
      seen.late += life.world.graph.filter((arrival, index) => arrival !== index).length;
      expect(room.map(idOf)).toEqual(expect.arrayContaining([idOf(life.world.graph.at(-1)!)]));
    }),
    run,
  );
  expect(seen.late).toBeGreaterThan(seen.all / 100);
  // The rule that is left open is of the order of one in ten thousand; closing at the first known event loses four in a hundred.
  expect(seen.lost).toBeLessThanOrEqual(Math.ceil(seen.all / 2_000));
});
