import { readdirSync } from 'node:fs';
import { isPidAlive, readStat } from '../run/processLedger.ts';
import { readProc } from '../run/readProc.ts';
import { waitUntil } from '../run/waitUntil.ts';

/** The process, its descendants, and whoever else was given this profile: helpers outlive a killed parent. */
export function treeOf(mainPid: number, profile: string): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((pid) => [pid, readStat(pid)?.parent]));
  const descends = (pid: number | undefined): boolean => pid !== undefined && pid > 1 && (pid === mainPid || descends(parents.get(pid)));
  return all.filter((pid) => isPidAlive(pid) && (descends(pid) || hasProfile(pid, profile)));
}

/** Fails, naming what is left, unless all are gone soon. */
export async function waitUntilGone(mainPid: number, profile: string, before: readonly number[]): Promise<void> {
  const left = (): readonly number[] => [...new Set([...before.filter(isPidAlive), ...treeOf(mainPid, profile)])];
  await waitUntil('the processes of the app to end', () => left().length === 0, {
    timeoutMs: 8_000,
    everyMs: 20,
  }).catch(() => {
    throw new Error(`processes of the app are left: ${left().map(describe).join('; ')}`);
  });
}

const hasProfile = (pid: number, profile: string): boolean => readProc(pid, 'environ').includes(`LATCHKEY_PROFILE=${profile}\0`);

const describe = (pid: number): string => `${pid} ${readProc(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 120)}`;
