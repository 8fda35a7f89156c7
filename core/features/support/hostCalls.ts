import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';
import type { Support } from './support.ts';

export const supportOffer = {
  calls: {
    /** Whom the account's server names for questions (G1, G4). */
    support: takes(nothing).gives<Support>(),
  },
  streams: {},
};
