import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { percentile, spread } from './statistics.ts';

/** What the measuring process prints; times in milliseconds. */
interface Measured {
  readonly events: number;
  readonly rates: readonly number[];
  readonly small: readonly number[];
  readonly kibPerThousand: number;
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly held: { readonly drafts: readonly number[]; readonly syncMs: number };
}

const script = fileURLToPath(new URL('../store/history/measure.fixtures.ts', import.meta.url));

/** A sealed file with so many events in 1,000 rooms, every query of it, and drafts during a sync of 10,000; as lines to print. */
export async function historyLines(events = 1_000_000): Promise<string> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, String(events)], { maxBuffer: 64 * 1024 * 1024 });
  const measured = JSON.parse(stdout) as Measured;
  return [
    `\nThe history, ${measured.events.toLocaleString('en')} events, ${measured.kibPerThousand.toFixed(0)} KiB per 1,000 (median, min, max, p95):`,
    line('events a second, 5,000 in one transaction', measured.rates),
    line('200 rows in one transaction at the end (ms)', measured.small),
    ...Object.entries(measured.times).map(([name, times]) => line(`${name} (ms)`, times)),
    line('a draft during a sync of 10,000 events (ms)', measured.held.drafts),
    line('that sync (ms)', [measured.held.syncMs]),
  ].join('\n');
}

function line(name: string, values: readonly number[]): string {
  const { median, min, max } = spread(values);
  return `  ${name.padEnd(48)} ${[median, min, max, percentile(values, 0.95)].map((value) => value.toFixed(2).padStart(10)).join(' ')}`;
}
