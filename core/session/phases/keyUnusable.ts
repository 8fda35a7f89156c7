import { lookAgain, started } from '../cells/lookAtDisk.ts';
import { toErasing } from '../transitions.ts';
import type { Cells } from '../transitions.ts';

export const keyUnusable: Cells<'keyUnusable'> = {
  started,
  retryAsked: lookAgain,
  startOverAsked: (state, { now }) => toErasing(state.attempt, state.account, 'startedOver', now),
};
