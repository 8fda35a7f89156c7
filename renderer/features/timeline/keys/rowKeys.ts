import type { Row } from '../rows.ts';

/** What the virtualiser knows of the rows (pixels). */
export interface RowPlaces {
  readonly viewportSize: number;
  getItemOffset(index: number): number;
}

export const canHold = (row: Row | undefined): boolean => row?.kind === 'message' || row?.kind === 'states';

/** The row that a key leads to from another one; -1: there is none, undefined: the key leads to no row. */
export function rowFor(key: string, from: number, rows: readonly Row[], places: RowPlaces): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return rows.findLastIndex((row, index) => index < from && canHold(row));
    case 'ArrowDown':
      return rows.findIndex((row, index) => index > from && canHold(row));
    case 'Home':
      return rows.findIndex(canHold);
    case 'End':
      return rows.findLastIndex(canHold);
    case 'PageUp':
      return pageAway(-1, from, rows, places);
    case 'PageDown':
      return pageAway(1, from, rows, places);
    default:
      return undefined;
  }
}

/** The last one that a window's height holds, and never the same one again. */
function pageAway(step: 1 | -1, from: number, rows: readonly Row[], { viewportSize, getItemOffset }: RowPlaces): number {
  const begin = getItemOffset(from);
  let found = -1;
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    if (!canHold(rows[index])) continue;
    if (found >= 0 && Math.abs(getItemOffset(index) - begin) > viewportSize) break;
    found = index;
  }
  return found;
}
