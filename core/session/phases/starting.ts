import { started } from '../cells/lookAtDisk.ts';
import type { Cells } from '../transitions.ts';

export const starting: Cells<'starting'> = { started };
