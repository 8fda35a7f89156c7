import { lookAgain, started } from '../cells/lookAtDisk.ts';
import type { Cells } from '../transitions.ts';

export const keychainUnavailable: Cells<'keychainUnavailable'> = {
  started,
  probeDue: lookAgain,
  retryAsked: lookAgain,
};
