import { started } from '../cells/lookAtDisk.ts';
import { allErased } from '../eraseProgress.ts';
import type { EventOf } from '../events.ts';
import type { StateOf } from '../states.ts';
import { toFinishingErase } from '../transitions.ts';
import type { Cells, Step } from '../transitions.ts';

function begun(state: StateOf<'starting'>, event: EventOf<'started'>): Step | null {
  const { attempt, outcome } = event;
  switch (outcome.is) {
    case 'eraseUnfinished':
      return toFinishingErase(attempt, outcome.journal);
    case 'eraseUnread': {
      const { reason, at, keysLeft } = outcome;
      const progress = keysLeft ? ({ ...allErased, keys: 'retrying' } as const) : allErased;
      return { next: { phase: 'erased', attempt, reason, at, progress }, effects: keysLeft ? [{ do: 'awaitKeys', attempt }] : [] };
    }
    default:
      return started(state, event);
  }
}

export const starting: Cells<'starting'> = { started: begun };
