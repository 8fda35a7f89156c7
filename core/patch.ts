/** Lists cross links as patches that name items by id: the same patches in the same order always give the same list. */
export interface Keyed {
  readonly id: string;
}

export type PatchOp<T extends Keyed> =
  | { readonly op: 'reset'; readonly items: readonly T[] }
  /** Puts `item` behind the item `after` (null: at the front), moving or replacing the one with its id. */
  | { readonly op: 'put'; readonly item: T; readonly after: string | null }
  | { readonly op: 'drop'; readonly id: string };

/** `seq` counts from 0; 0 always begins with a `reset`. A wrong `seq` means: subscribe again. */
export interface Patch<T extends Keyed> {
  readonly seq: number;
  readonly ops: readonly PatchOp<T>[];
}

/** A copy of a list at the receiving end. */
export interface PatchedList<T extends Keyed> {
  readonly seq: number;
  readonly items: readonly T[];
}

export const emptyList: PatchedList<never> = { seq: -1, items: [] };

/** Applies one patch; the order of patches is checked, the ids in it are the items' own. */
export function applyPatch<T extends Keyed>(list: PatchedList<T>, patch: Patch<T>): PatchedList<T> | 'resubscribe' {
  const begins = patch.seq === 0 && patch.ops[0]?.op === 'reset';
  if (!begins && patch.seq !== list.seq + 1) return 'resubscribe';
  let items: T[] = begins ? [] : [...list.items];
  for (const op of patch.ops) {
    if (op.op === 'reset') items = [...op.items];
    else if (op.op === 'drop') items = items.filter((item) => item.id !== op.id);
    else if (!put(items, op.item, op.after)) return 'resubscribe';
  }
  return { seq: patch.seq, items };
}

function put<T extends Keyed>(items: T[], item: T, after: string | null): boolean {
  const old = items.findIndex((other) => other.id === item.id);
  // Replacing in place is the common case (an edit, a receipt): nothing has to move.
  if (old >= 0 && (after === null ? old === 0 : items[old - 1]?.id === after)) {
    items[old] = item;
    return true;
  }
  if (old >= 0) items.splice(old, 1);
  const at = after === null ? 0 : items.findIndex((other) => other.id === after) + 1;
  if (after !== null && at === 0) return false;
  items.splice(at, 0, item);
  return true;
}

/**
 * The ops that make `next` of `prev`; `same` says that two items with one id look alike. Short for the usual changes: few moves, ends,
 * replacements.
 */
export function diffList<T extends Keyed>(prev: readonly T[], next: readonly T[], same: (a: T, b: T) => boolean): PatchOp<T>[] {
  const before = new Map(prev.map((item) => [item.id, item]));
  const kept = new Set(next.map((item) => item.id));
  const ops: PatchOp<T>[] = [];
  for (const item of prev) if (!kept.has(item.id)) ops.push({ op: 'drop', id: item.id });
  const staying = longestIncreasing(prev, next);
  let after: string | null = null;
  for (const item of next) {
    const old = before.get(item.id);
    if (!old || !staying.has(item.id) || !same(old, item)) ops.push({ op: 'put', item, after });
    after = item.id;
  }
  return ops;
}

/** The ids that need not move: a longest run of `next` whose places in `prev` only rise. */
function longestIncreasing<T extends Keyed>(prev: readonly T[], next: readonly T[]): Set<string> {
  const placeOf = new Map(prev.map((item, index) => [item.id, index]));
  const common = next.flatMap((item) => {
    const place = placeOf.get(item.id);
    return place === undefined ? [] : [{ id: item.id, place }];
  });
  const tails: number[] = [];
  const previous: number[] = [];
  common.forEach(({ place }, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (common[tails[middle]!]!.place < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  });
  const staying = new Set<string>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]!) staying.add(common[index]!.id);
  return staying;
}
