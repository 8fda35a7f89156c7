import type { Phase } from '../../core/session/states.ts';
import { secondLookMs } from '../../core/session/waits.ts';
import type { Slot } from './slot.ts';
import type { Slots } from './slots.ts';

/** A server that does not answer by then does not keep the next account waiting any longer. */
const serverMs = 4_000;
/** What this computer does by itself is waited for longer, or a busy one would be given two things at once; something may hang, though. */
const ownWorkMs = 20_000;
/** After a sync its engine is still busy for a moment. */
const restMs = 250;

export interface Turns {
  readonly start: () => void;
  readonly heard: (slot: Slot) => void;
  readonly synced: (slot: Slot) => void;
}

/** Starts the account on screen at once and the others one by one, each when the one before is live or has nothing to load. */
export function startInTurn(slots: Slots): Turns {
  let turn: { readonly slot: Slot; readonly been: ReadonlySet<Phase> } | null = null;
  let timer: NodeJS.Timeout | undefined;

  function begin(slot: Slot): void {
    turn = { slot, been: new Set() };
    slot.start();
    heard(slot);
  }

  function nextAfter(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = null;
      const waiting = slots.all.find((slot) => !slot.hasStarted);
      if (waiting) begin(waiting);
    }, ms);
  }

  function heard(slot: Slot): void {
    const { phase } = slot.runner.state;
    if (turn?.slot !== slot) return;
    const waits = waitsFor(phase);
    if (waits === 'people') return ended(slot);
    // A new phase is headway. One that it has been in already is not: an account whose server changes its mind for ever holds back no
    // other.
    if (turn.been.has(phase)) return;
    turn = { slot, been: new Set([...turn.been, phase]) };
    nextAfter(waits === 'server' ? serverMs + pauseMs(phase) : ownWorkMs);
  }

  function ended(slot: Slot): void {
    if (turn?.slot !== slot) return;
    turn = null;
    nextAfter(restMs);
  }

  return { start: () => begin(slots.onScreen), heard, synced: ended };
}

/** How much of its waiting for the server is our own pause between two looks, after which it may be erasing. */
const pauseMs = (phase: Phase): number => (phase === 'checking' ? secondLookMs : 0);

/** Without whom it does not go on. */
function waitsFor(phase: Phase): 'people' | 'server' | 'nobody' {
  switch (phase) {
    case 'starting':
    case 'opening':
    case 'erasing':
      return 'nobody';
    case 'signingIn':
    case 'active':
    case 'refreshing':
    case 'checking':
    case 'resuming':
    case 'signingOut':
      return 'server';
    case 'signedOut':
    case 'expired':
    case 'locked':
    case 'rejected':
    case 'erased':
    case 'keychainUnreadable':
    case 'keychainUnavailable':
    case 'keyMissing':
    case 'keyUnusable':
    case 'storeCorrupt':
      return 'people';
  }
}
