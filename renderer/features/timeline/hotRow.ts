import { perAccount } from '../../bridge/perAccount.ts';

/** The message that the pointer or the focus is on: the one with tools. */
export const useHotRow = perAccount<{ readonly id: string | null }>(() => ({ id: null }));

/** While a list moves by itself the virtualiser lets pointers through its rows: the pointer has not left, and may not be told that it is back. */
export const isLetThrough = (row: Element): boolean => row.closest('[style*="pointer-events: none"]') !== null;
