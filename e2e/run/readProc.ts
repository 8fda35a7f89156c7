import { readFileSync } from 'node:fs';

/** What the kernel says about a process; empty where it has ended, also between being listed and being read. */
export function readProc(pid: number, file: 'cmdline' | 'environ' | 'smaps_rollup' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
