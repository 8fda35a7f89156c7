import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProc } from './readProc.ts';
import { runDirectory } from './runDirectory.ts';

/** A process that the run started; `startTicks` tells it from a later process with the same pid. */
export interface StartedProcess {
  readonly pid: number;
  readonly startTicks: string;
  readonly kind: string;
}

const ledgerFile = (): string => join(runDirectory(), 'processes.jsonl');
const own: StartedProcess[] = [];

export function recordStarted(pid: number, kind: string): void {
  const startTicks = readStat(pid)?.startTicks;
  if (startTicks === undefined) return;
  const entry = { pid, startTicks, kind };
  own.push(entry);
  appendFileSync(ledgerFile(), `${JSON.stringify(entry)}\n`);
}

/** What this Node process started and what still runs. */
export const ownLeftovers = (): readonly StartedProcess[] => own.filter(isAlive);

/** What any process of the run started and what still runs. */
export function runLeftovers(): readonly StartedProcess[] {
  if (!existsSync(ledgerFile())) return [];
  const lines = readFileSync(ledgerFile(), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as StartedProcess).filter(isAlive);
}

export function killLeftovers(leftovers: readonly StartedProcess[]): void {
  for (const { pid } of leftovers.filter(isAlive)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended in between.
    }
  }
}

const isAlive = ({ pid, startTicks }: StartedProcess): boolean => readStat(pid)?.startTicks === startTicks;

export const isPidAlive = (pid: number): boolean => readStat(pid) !== undefined;

/** Zombies count as gone: they hold nothing but their exit code. */
export function readStat(pid: number): { readonly parent: number; readonly startTicks: string } | undefined {
  const stat = readProc(pid, 'stat');
  // The name in brackets may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (stat === '' || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { parent: Number(fields[1]), startTicks: fields[19] ?? '' };
}
