import { lookAgain, started } from '../cells/lookAtDisk.ts';
import type { Cells } from '../transitions.ts';

export const keychainUnreadable: Cells<'keychainUnreadable'> = {
  started,
  probeDue: lookAgain,
  retryAsked: lookAgain,
};
