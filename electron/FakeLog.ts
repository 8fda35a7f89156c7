import { createLogTo } from './log.ts';
import type { Log } from './log.ts';

/** A log whose lines can be read. */
export function fakeLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return { ...createLogTo([{ write: (line) => void lines.push(line) }]), lines };
}
