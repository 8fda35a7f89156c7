import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { mark, nothing } from '../../declare/mainShapes.ts';

export const appCallsOffer = {
  calls: {
    quit: takes(nothing).gives<void>(),
    /** What was unsaved has been kept, after `quitting`. */
    readyToQuit: takes(nothing).gives<void>(),
    copyText: takes(z.strictObject({ text: z.string().max(100_000) })).gives<void>(),
    /** A named moment of the page for the benchmark; `at` = performance.timeOrigin + performance.now(), ms. */
    mark: takes(mark).gives<void>(),
    /** An error of the page for the log; no message text. */
    report: takes(z.strictObject({ text: z.string().max(8192) })).gives<void>(),
  },
  /** True once: the app is about to quit and waits, for a short time, for `readyToQuit`. */
  streams: { quitting: takes(nothing).gives<boolean>() },
};
