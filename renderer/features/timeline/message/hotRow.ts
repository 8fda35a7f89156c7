import { perAccount } from '../../../bridge/perAccount.ts';

/** The message that the pointer or the focus is on: the one with tools. */
export const useHotRow = perAccount<{ readonly id: string | null }>(() => ({ id: null }));
