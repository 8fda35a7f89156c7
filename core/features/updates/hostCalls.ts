import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';
import type { UpdateState } from './model.ts';

export const updatesOffer = {
  calls: {
    /** What comes of it is the stream `updates`. */
    askUpdates: takes(
      z.strictObject({ what: z.enum(['lookAsked', 'downloadAsked', 'stopAsked', 'putOffAsked', 'restartAsked']) }),
    ).gives<void>(),
  },
  streams: { updates: takes(nothing).gives<UpdateState>() },
};
