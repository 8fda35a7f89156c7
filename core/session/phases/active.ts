import { running } from '../cells/running.ts';
import { toResuming } from '../transitions.ts';
import type { Cells } from '../transitions.ts';

export const active: Cells<'active'> = {
  ...running,
  // L1: before the session ends, so that nothing is interrupted.
  signInAgainAsked: (state, { method, now }) => (state.refreshable ? null : toResuming(state, 'active', method, now)),
};
