import type { SessionEvent } from './events.ts';
import type { Step } from './machine.ts';
import type { SessionState } from './states.ts';
import { table } from './table.ts';

export function firstState(): { readonly state: SessionState; readonly effects: Step['effects'] } {
  return { state: { phase: 'starting', attempt: 1 }, effects: [{ do: 'inspect', attempt: 1 }] };
}

/** One step of the session machine; null: the event means nothing in this state (stale, or out of place). No clock, no I/O. */
export function step(state: SessionState, event: SessionEvent): Step | null {
  const row = table[state.phase] as { readonly [type: string]: ((state: SessionState, event: SessionEvent) => Step | null) | undefined };
  return row[event.type]?.(state, event) ?? null;
}
