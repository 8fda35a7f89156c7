import type { Figure } from './figures.ts';
import type { MemoryUse } from '../e2e/app/memoryOf.ts';
import { median, spread } from './statistics.ts';

const columns = ['', 'median', 'min', 'max', 'runs', 'target', 'Element', 'Cinny'];

/** One line per figure; a figure that was not measured says so. */
export function table(rows: readonly { readonly figure: Figure; readonly values: readonly number[] }[]): string {
  const cells = [columns, ...rows.map(({ figure, values }) => rowOf(figure, values))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
    .join('\n');
}

function rowOf({ words, unit, target, element, cinny }: Figure, values: readonly number[]): string[] {
  const name = `${words} (${unit})`;
  const goal = target === null ? '–' : `≤ ${written(target, unit)}`;
  if (values.length === 0) return [name, 'not measured', '', '', '0', goal, element, cinny];
  const { median: middle, min, max, count } = spread(values);
  const met = target === null ? '' : middle <= target ? ' ✓' : ' ✗';
  return [name, `${written(middle, unit)}${met}`, written(min, unit), written(max, unit), String(count), goal, element, cinny];
}

function written(value: number, unit: Figure['unit']): string {
  const digits = unit === 'MB' && value < 100 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** The way from process start to a live sync, in order. */
export function momentRows(starts: readonly ReadonlyMap<string, number>[]): string {
  const names = [...new Set(starts.flatMap((moments) => [...moments.keys()]))];
  const rows = names.map((name) => ({ name, ms: median(starts.flatMap((moments) => moments.get(name) ?? [])) }));
  return rows
    .sort((a, b) => a.ms - b.ms)
    .map(({ name, ms }) => `  ${name.padEnd(40)} ${ms.toFixed(0).padStart(7)} ms`)
    .join('\n');
}

export function memoryRows(uses: readonly MemoryUse[]): string {
  const kinds = new Set(uses.flatMap((use) => [...use.byKind.keys()]));
  const lines = [...kinds].map((kind) => ({ kind, bytes: median(uses.map((use) => use.byKind.get(kind) ?? 0)) }));
  return lines
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ kind, bytes }) => `  ${kind.padEnd(40)} ${(bytes / 1_000_000).toFixed(1).padStart(7)} MB`)
    .join('\n');
}
