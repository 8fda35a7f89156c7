import { app } from 'electron';
import { clearPartition, clearTraces } from './clearTraces.ts';
import { Eraser } from './eraser.ts';
import type { EraserParts } from './eraser.ts';

export interface ElectronEraserParts extends Pick<EraserParts, 'profile' | 'vault' | 'record' | 'journal' | 'notice' | 'durable' | 'log'> {
  /** Nothing runs where none is given. */
  readonly closeProcesses?: EraserParts['closeProcesses'];
  /** What is unread has become less. */
  readonly countAgain?: () => void;
}

/** An eraser in Electron. */
export function createEraser({ closeProcesses, countAgain, ...parts }: ElectronEraserParts): Eraser {
  return new Eraser({
    ...parts,
    closeProcesses: closeProcesses ?? (async () => undefined),
    clearPartition: async (partition) => {
      await app.whenReady();
      await clearPartition(partition);
    },
    clearTraces: async () => {
      await app.whenReady();
      countAgain?.();
      await clearTraces();
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
