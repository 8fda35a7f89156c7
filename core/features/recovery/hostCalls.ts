import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';

const inGroups = z.string().regex(/^(?:[1-9A-HJ-NP-Za-km-z]{4} ){11}[1-9A-HJ-NP-Za-km-z]{1,4}$/);

/** A new recovery key on its way to where people keep it. */
export const recoveryPaperOffer = {
  calls: {
    /** In groups of four, to a file where people say. Main does not remember it. */
    saveRecoveryKey: takes(z.strictObject({ key: inGroups })).gives<{ readonly saved: boolean }>(),
    /** What the page has for paper, through the system's own dialog. */
    printPage: takes(nothing).gives<{ readonly is: 'printed' | 'cancelled' | 'failed' }>(),
  },
  streams: {},
};
