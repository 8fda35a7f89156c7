import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/pageShapes.ts';
import { choices, type Kept } from './kept.ts';

export const keepingOffer = {
  calls: {
    keptMessages: takes(nothing).gives<Kept>(),
    /** Written down when it answers. What is older goes a little later, and little by little. */
    keepMessages: takes(z.strictObject({ keeps: z.enum(choices) })).gives<void>(),
  },
  streams: {},
};
