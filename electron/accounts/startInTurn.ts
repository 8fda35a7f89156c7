import type { Phase } from '../../core/session/states.ts';
import type { Slot } from './slot.ts';
import type { Slots } from './slots.ts';

/** An account that is not live by then does not keep the next one waiting any longer. */
const turnMs = 4_000;
/** After a sync its engine is still busy for a moment. */
const restMs = 250;

export interface Turns {
  readonly start: () => void;
  readonly heard: (slot: Slot) => void;
  readonly synced: (slot: Slot) => void;
}

/** Starts the account on screen at once and the others one by one, each when the one before is live or has nothing to load. */
export function startInTurn(slots: Slots): Turns {
  const started = new Set<Slot>();
  let turn: Slot | null = null;
  let timer: NodeJS.Timeout | undefined;

  function begin(slot: Slot): void {
    turn = slot;
    started.add(slot);
    slot.start();
    clearTimeout(timer);
    timer = setTimeout(next, turnMs);
  }

  function next(): void {
    turn = null;
    clearTimeout(timer);
    const waiting = slots.all.find((slot) => !started.has(slot));
    if (waiting) begin(waiting);
  }

  function ended(slot: Slot): void {
    if (turn !== slot) return;
    clearTimeout(timer);
    timer = setTimeout(next, restMs);
  }

  return {
    start: () => begin(slots.onScreen),
    heard: (slot) => {
      if (waitsForPeople(slot.runner.state.phase)) ended(slot);
    },
    synced: ended,
  };
}

/** Nothing more happens by itself; what a phase that is not named here leads to is waited for. */
function waitsForPeople(phase: Phase): boolean {
  return [
    'signedOut',
    'expired',
    'locked',
    'rejected',
    'erased',
    'keychainUnreadable',
    'keychainUnavailable',
    'keyMissing',
    'keyUnusable',
    'storeCorrupt',
  ].includes(phase);
}
