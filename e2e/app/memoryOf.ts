import { readProc } from '../run/readProc.ts';

export interface MemoryUse {
  /** Sum of the proportional set sizes, in bytes: what several processes share is counted once. */
  readonly total: number;
  readonly byKind: ReadonlyMap<string, number>;
}

export function memoryOf(pids: readonly number[]): MemoryUse {
  const byKind = new Map<string, number>();
  for (const pid of pids) {
    const [command, rollup] = [readProc(pid, 'cmdline'), readProc(pid, 'smaps_rollup')];
    // It ended since it was listed.
    if (command === '' || rollup === '') continue;
    const kind = processKind(command);
    byKind.set(kind, (byKind.get(kind) ?? 0) + pssBytes(rollup));
  }
  return { total: [...byKind.values()].reduce((sum, bytes) => sum + bytes, 0), byKind };
}

export function pssBytes(rollup: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error('no Pss line: this kernel cannot tell');
  return Number(kilobytes) * 1024;
}

/** What kind of Electron process it is. */
export function processKind(commandLine: string): string {
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1] ?? 'main';
  return type === 'utility' ? `utility ${/--utility-sub-type=([\w.]+)/.exec(commandLine)?.[1] ?? ''}`.trim() : type;
}
