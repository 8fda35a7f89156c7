import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameters, RunDetails } from 'fast-check';
import { cacheFolder } from '../scripts/root.mjs';

/** Hostile events in one answer of a server. */
export const perAnswer = 20;
/** Part of `npm test`: always the same ones, so that nothing fails that nobody has touched. */
const withTests = { cases: 2_000, seed: 11 };

/** How often, and from where: a failure prints both, and `npm run fuzz -- --seed N --path P` runs it again. */
export function fuzzRun<T>(): Parameters<T> {
  const { FUZZ_CASES: cases, FUZZ_SEED: seed, FUZZ_PATH: path } = process.env;
  return {
    numRuns: Math.ceil(Number(cases ?? withTests.cases) / perAnswer),
    // Made smaller where somebody looks at one failure: with 64 KB texts it takes long.
    endOnFailure: path === undefined,
    ...(cases === undefined ? { seed: withTests.seed } : {}),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
}

/**
 * Processor time, because others use the computer, too; what took long once may have been a collection of garbage, so the least of three
 * counts.
 */
export function slowest(limitMs: number, work: () => void): number {
  let least = Infinity;
  for (let round = 0; round < 3 && least > limitMs; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Says how many cases there were; a failure with what runs it again, and what it was made with in a file: it may be long. */
export function report<T>(run: RunDetails<T>, drawn: number): void {
  console.log(`${run.numRuns * perAnswer} hostile events, ${drawn} items drawn, seed ${run.seed}`);
  if (!run.failed) return;
  const file = join(cacheFolder, 'fuzz', `${run.seed}.json`);
  mkdirSync(join(cacheFolder, 'fuzz'), { recursive: true });
  writeFileSync(file, JSON.stringify(run.counterexample, null, 1));
  const cause = run.errorInstance instanceof Error ? run.errorInstance.stack : String(run.errorInstance);
  throw new Error(
    `Again: npm run fuzz -- --seed ${run.seed} --path ${run.counterexamplePath}\nMade with: ${file}\n${cause?.slice(0, 1_500)}`,
  );
}
