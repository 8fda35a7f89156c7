import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { cut, mark } from '../../declare/mainShapes.ts';

export const engineNewsOffer = {
  calls: {
    /** Named moments for the benchmark, milliseconds of the engine's `performance.timeOrigin + now()`. */
    mark: takes(mark).gives<void>(),
    /** A line for the log file; must hold no secret and no message text. */
    log: takes(z.strictObject({ level: z.enum(['info', 'warn', 'error']), text: cut(16_384) })).gives<void>(),
  },
  streams: {},
};
