import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, roomId } from '../../declare/pageShapes.ts';

export const receiptsOffer = {
  calls: {
    /** Read receipt and fully-read marker up to this event. */
    markRead: takes(z.strictObject({ roomId, eventId })).gives<void>(),
  },
  streams: {},
};
