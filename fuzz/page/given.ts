import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { Member, RoomSummary } from '../../core/features/rooms/model.ts';

/** What the page is given instead of an engine: rooms that the engine has made of a server's answers. */
export interface Given {
  readonly rooms: readonly RoomSummary[];
  readonly screens: readonly RoomSnapshot[];
  readonly members: readonly Member[];
}

/** What came of one room that was opened, and scrolled from its end to its top. */
export interface Drawn {
  readonly roomId: string;
  /** Those of the rows without a fault that were looked for, and were there. */
  readonly found: readonly string[];
  readonly intruders: readonly string[];
  /** Rows, rooms or screens that say that they could not be shown. */
  readonly broken: number;
  /** How far above its end it opened, in pixels. */
  readonly belowEnd: number;
  /** Its longest task, where that was one of more than 50 ms (Long Tasks API), in milliseconds. */
  readonly longestMs: number;
}

export interface Outcome {
  readonly drawn: readonly Drawn[];
  /** What the page has reported to main: errors, and any call that nobody has asked for. */
  readonly told: readonly string[];
}

declare global {
  interface Window {
    /** Draws it all, room by room, looking for these words; the page must be loaded anew before it can be called again. */
    drawGiven(given: Given, sought: readonly string[]): Promise<Outcome>;
    /** Milliseconds that a fixed piece of work takes here and now; the least of several. */
    pace(): number;
  }
}
