import { readProc } from '../run/readProc.ts';

export interface MemoryUse {
  /** Sum of the proportional set sizes, in bytes: what several processes share is counted once. */
  readonly total: number;
  readonly byKind: ReadonlyMap<string, number>;
}

/**
 * Which part: `Pss` is all of it; `Pss_Anon` leaves out the pages of files, of which each process has the less the more others run the same
 * program, whoever they are.
 */
type Part = 'Pss' | 'Pss_Anon';

export function memoryOf(pids: readonly number[], part: Part = 'Pss'): MemoryUse {
  const byKind = new Map<string, number>();
  for (const pid of pids) {
    const [command, rollup] = [readProc(pid, 'cmdline'), readProc(pid, 'smaps_rollup')];
    // It ended since it was listed.
    if (command === '' || rollup === '') continue;
    const kind = processKind(command);
    byKind.set(kind, (byKind.get(kind) ?? 0) + pssBytes(rollup, part));
  }
  return { total: [...byKind.values()].reduce((sum, bytes) => sum + bytes, 0), byKind };
}

export function pssBytes(rollup: string, part: Part = 'Pss'): number {
  const kilobytes = new RegExp(`^${part}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error(`no ${part} line: this kernel cannot tell`);
  return Number(kilobytes) * 1024;
}

/** What kind of Electron process it is. */
export function processKind(commandLine: string): string {
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1] ?? 'main';
  return type === 'utility' ? `utility ${/--utility-sub-type=([\w.]+)/.exec(commandLine)?.[1] ?? ''}`.trim() : type;
}
