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
