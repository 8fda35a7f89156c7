import type { StartOutcome } from '../../core/session/events.ts';
import type { EraseProgress } from '../../core/session/states.ts';

/** An erase of an earlier run, as far as it got before the window opened. */
export interface FinishedErase {
  readonly outcome: Extract<StartOutcome, { is: 'eraseFinished' }>;
  /** Tells of what is done only later: a folder that would not go, a keychain that would not let go (E4). */
  readonly later: (tell: (progress: EraseProgress) => void) => void | Promise<void>;
}
