import type { StartOutcome } from '../../core/session/events.ts';

/** An erase of an earlier run, all of it done but perhaps its keys. */
export interface FinishedErase {
  readonly outcome: Extract<StartOutcome, { is: 'eraseFinished' }>;
  /** When the keychain has let go of what it would not give up yet (E4). */
  readonly keysGone: Promise<void>;
}
