import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';
import type { SessionState } from '../../session/states.ts';

/** What people decide where a session ends, or does not open. */
export const sessionOffer = {
  calls: {
    signOut: takes(nothing).gives<void>(),
    eraseAnyway: takes(nothing).gives<void>(),
    /** For data that cannot be opened: destroys it (J3, J6). */
    startOver: takes(nothing).gives<void>(),
    /** Unlock and retry; try again. */
    retry: takes(nothing).gives<void>(),
    /** From the notice after an erase to sign-in. */
    readNotice: takes(nothing).gives<void>(),
  },
  streams: { session: takes(nothing).gives<SessionState>() },
};
