import type { SessionEffect } from './effects.ts';
import type { EventOf, EventType, SessionEvent } from './events.ts';
import type { Phase, SessionState, StateOf } from './states.ts';

export interface Step {
  readonly next: SessionState;
  readonly effects: readonly SessionEffect[];
}

/** One row per phase, one cell per event that means something there; null from a cell: the event is stale. */
export type Table = {
  readonly [P in Phase]: {
    readonly [E in EventType]?: (state: StateOf<P>, event: EventOf<E>) => Step | null;
  };
};

export type StepFunction = (state: SessionState, event: SessionEvent) => Step | null;
