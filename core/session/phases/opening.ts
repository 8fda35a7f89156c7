import { running } from '../cells/running.ts';
import { toActive } from '../transitions.ts';
import type { Cells } from '../transitions.ts';

export const opening: Cells<'opening'> = {
  engineReady: (state) => toActive(state, []),
  ...running,
};
