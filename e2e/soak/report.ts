import type { Ended } from './carolsLife.ts';
import type { Hostility } from './hostility.ts';
import type { Ledger } from './ledger.ts';
import type { Trend } from './memoryTrend.ts';
import type { Ending, PhaseStep } from './phases.ts';

export interface Run {
  readonly book: Ledger;
  readonly hostility: Hostility;
  readonly endings: readonly Ending[];
  readonly steps: readonly PhaseStep[];
  /** How often the crypto store took nothing for a while. */
  readonly refusals: number;
  readonly ended: readonly Ended[];
  readonly trend: Trend | null;
  /** Megabytes a minute, by process. */
  readonly growth: readonly (readonly [string, number])[];
}

/** One line of progress. */
export function progressLine(
  { book, hostility, endings, steps }: Pick<Run, 'book' | 'hostility' | 'endings' | 'steps'>,
  megabytes: number | undefined,
): string {
  const faults = hostility.counts().reduce((sum, [, count]) => sum + count, 0);
  return [
    `written A ${book.written('A')}, B ${book.written('B')}`,
    `${hostility.requests()} requests, ${faults} harmed`,
    `${times(steps, 'refreshing')} refreshes, ${endings.length} soft logouts`,
    `${megabytes?.toFixed(0) ?? '?'} MB`,
  ].join(' · ');
}

export function figures(run: Run): string {
  const { book, hostility, endings, steps, refusals, ended, trend, growth } = run;
  const waits = endings.map(({ from, until }) => until - from);
  return [
    `messages      Alice ${book.written('A')}, Bob ${book.written('B')}`,
    `requests      ${hostility.requests()}: ${hostility
      .counts()
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
    `soft logouts  ${endings.length}${waits.length > 0 ? `, from the server’s end to signed in ${seconds(Math.min(...waits))} to ${seconds(Math.max(...waits))}` : ''}`,
    `crypto store  took nothing ${refusals} times for some seconds`,
    `Carol         ${ended.map(({ end, seconds: after }) => `${end} ${after.toFixed(1)} s`).join(', ')}`,
    `phases        ${['refreshing', 'checking', 'rejected', 'expired', 'resuming'].map((phase) => `${phase} ${times(steps, phase)}`).join(', ')}`,
    `memory        ${trend ? memory(trend) : 'too few samples'}`,
    `              ${growth.map(([name, rate]) => `${name}: ${rate.toFixed(2)}`).join(', ')}`,
  ].join('\n');
}

const memory = ({ megabytesPerMinute, from, to, least, most }: Trend): string =>
  `${megabytesPerMinute.toFixed(2)} MB a minute from minute ${from.toFixed(1)} to ${to.toFixed(1)}, ${least.toFixed(0)} to ${most.toFixed(0)} MB (anonymous memory, after a garbage collection)`;

const times = (steps: readonly PhaseStep[], phase: string): number => steps.filter(({ to }) => to === phase).length;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
