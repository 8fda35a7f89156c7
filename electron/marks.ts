import type { Log } from './log.ts';

/** Named moments for the benchmark, as milliseconds since the process was created. `at`: milliseconds since the epoch. */
export function markTo(log: Log, startedAt: number): (name: string, at?: number) => void {
  return (name, at = Date.now()) => log.write('info', `mark ${name.replaceAll(/[^\w.-]/g, '')} ${Math.round(at - startedAt)}`);
}
