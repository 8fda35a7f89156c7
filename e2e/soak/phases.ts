import { readFileSync } from 'node:fs';

/** One step of the session, as the app's log tells it. */
export interface PhaseStep {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly to: string;
  readonly line: string;
}

export const phaseSteps = (log: string): readonly PhaseStep[] =>
  [...log.matchAll(/^(\S+) \w+ (phase (\w+) → (\w+) .*)$/gm)]
    .filter(([, , , from, to]) => from !== to)
    .map(([, time = '', line = '', , to = '']) => ({ at: Date.parse(time), to, line: `${time} ${line}` }));

/** From the server's end of the session until the app was signed in again. */
export interface Ending {
  readonly from: number;
  readonly until: number;
}

/** A session that lives, asks, or refreshes; the rest belongs to a sign-in that the server made necessary, or is a fault. */
const ofLife = new Set(['active', 'refreshing', 'checking', 'opening']);
/** A session that ended right behind a refresh: its new token is rejected, and only one more refresh, a moment later, tells why (B14). */
const ofEndings = new Set(['expired', 'resuming', 'rejected']);

/** Every phase that nothing the server said explains. */
export function unexplained(steps: readonly PhaseStep[], endings: readonly Ending[]): readonly string[] {
  const inEnding = (at: number): boolean => endings.some(({ from, until }) => at >= from && at <= until);
  return steps
    .filter(({ to, at }) => !ofLife.has(to) && !(ofEndings.has(to) && inEnding(at)))
    .map(({ line }) => `the server did not mean: ${line}`);
}

/** Since `start`, milliseconds since the epoch: signing in is no part of the run. */
export const stepsOf = (logFile: string, start: number): readonly PhaseStep[] =>
  phaseSteps(readFileSync(logFile, 'utf8')).filter(({ at }) => at >= start);
