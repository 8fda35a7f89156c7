import type { Emoji, EmojiGroup } from '../emoji/emoji.ts';

/** What one looks for, what one used, or a group of Unicode's. */
export type SectionName = EmojiGroup | 'recent' | 'found';

export interface Section {
  readonly is: SectionName;
  readonly emoji: readonly Emoji[];
}

/** A line of the grid. `from`: which of all the first of it is. */
export type Row =
  | { readonly is: 'head'; readonly of: SectionName }
  | { readonly is: 'cells'; readonly of: SectionName; readonly from: number; readonly emoji: readonly Emoji[] };

const perRow = 9;

/** Each section under its name, in lines of nine. */
export function rowsOf(sections: readonly Section[]): readonly Row[] {
  const rows: Row[] = [];
  let from = 0;
  for (const { is, emoji } of sections) {
    if (emoji.length === 0) continue;
    rows.push({ is: 'head', of: is });
    for (let at = 0; at < emoji.length; at += perRow) {
      const cells = emoji.slice(at, at + perRow);
      rows.push({ is: 'cells', of: is, from, emoji: cells });
      from += cells.length;
    }
  }
  return rows;
}

const directions = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 } as const;
export type Arrow = keyof typeof directions;
export const isArrow = (key: string): key is Arrow => key in directions;

/** Where an arrow leads to from the cell `at`; the edges hold. */
export function moved(rows: readonly Row[], at: number, key: Arrow): number {
  const lines = rows.filter((row) => row.is === 'cells');
  const last = lines.at(-1);
  if (last === undefined) return 0;
  const step = directions[key];
  if (key === 'ArrowLeft' || key === 'ArrowRight') return Math.min(Math.max(at + step, 0), last.from + last.emoji.length - 1);
  const line = lines.findIndex(({ from, emoji }) => at < from + emoji.length);
  const next = lines[line + step];
  const here = lines[line];
  if (next === undefined || here === undefined) return at;
  return next.from + Math.min(at - here.from, next.emoji.length - 1);
}

export const rowOfCell = (rows: readonly Row[], at: number): number =>
  rows.findIndex((row) => row.is === 'cells' && at >= row.from && at < row.from + row.emoji.length);

export function cellAt(rows: readonly Row[], at: number): Emoji | null {
  const row = rows[rowOfCell(rows, at)];
  return row?.is === 'cells' ? (row.emoji[at - row.from] ?? null) : null;
}
