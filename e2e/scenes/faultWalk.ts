import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import type { App } from '../app/launchApp.ts';

/** One start of the app that is killed at a durable step, or meets none and lives to the end. */
export interface WalkedRun {
  readonly fault: string;
  /** The steps of this start that began, in order; the last one is where it was killed. */
  readonly steps: readonly string[];
  readonly outcome: 'died' | 'lived';
}

/** Runs `live` until the app dies of its fault or the scene is over. */
export async function runWithFault(app: App, fault: string, live: () => Promise<void>, logFrom = 0): Promise<WalkedRun> {
  const died = app.ended().then((): 'died' => 'died');
  const lived = live().then(
    (): 'lived' => 'lived',
    async (cause: unknown): Promise<'died'> => {
      // What the death of the app cuts off fails a moment before the death is known.
      const end = await Promise.race([died, sleep(5_000)]);
      if (end === 'died') return end;
      throw cause;
    },
  );
  const first = await Promise.race([died, lived]);
  return { fault, outcome: first, steps: stepsIn(readFileSync(app.logFile, 'utf8').slice(logFrom)) };
}

export const stepsIn = (log: string): readonly string[] =>
  [...log.matchAll(/ durable \d+ (.+?)(?: \(kill(?:-after)?\))?$/gm)].map(([, step = '']) => step);

/** `kill@1`, `kill@2` … until a run meets no fault, then `kill-after` of the last step; answers all runs that died. */
export async function walkFaults(run: (fault: string) => Promise<WalkedRun>): Promise<readonly WalkedRun[]> {
  const died: WalkedRun[] = [];
  for (let at = 1; ; at += 1) {
    const walked = await run(`kill@${at}`);
    if (walked.outcome === 'died') {
      died.push(walked);
      continue;
    }
    const last = await run(`kill-after@${at - 1}`);
    return [...died, last];
  }
}
