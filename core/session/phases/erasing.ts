import type { Cells } from '../transitions.ts';

export const erasing: Cells<'erasing'> = {
  eraseProgressed: (state, { progress }) => ({ next: { ...state, progress }, effects: [] }),
  eraseEnded: ({ attempt, reason, at }, { progress }) => ({ next: { phase: 'erased', attempt, reason, at, progress }, effects: [] }),
};
