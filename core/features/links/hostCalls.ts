import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';
import type { MatrixLink } from '../../links/matrixLink.ts';

/** A link that the system handed over; `link` is null where it names nothing. */
export interface AskedLink {
  /** Counts up: the newest one is meant. */
  readonly number: number;
  readonly link: MatrixLink | null;
}

export const outsideLinksOffer = {
  calls: {
    /** http, https or mailto only; opens in the system browser, when somebody has just clicked or typed. */
    openLink: takes(z.strictObject({ url: z.string().max(4096) })).gives<void>(),
    /** What the link `asked` names is on screen. */
    linkShown: takes(z.strictObject({ number: z.int().min(1) })).gives<void>(),
  },
  /** Somebody has followed a link into Matrix outside; it waits for `linkShown`. */
  streams: { asked: takes(nothing).gives<AskedLink | null>() },
};
