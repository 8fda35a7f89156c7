import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, roomId } from '../../declare/pageShapes.ts';

export const receiptsOffer = {
  calls: {
    /** Read receipt and fully-read marker up to this event; nobody else sees a private one. */
    markRead: takes(z.strictObject({ roomId, eventId, isPrivate: z.boolean() })).gives<void>(),
  },
  streams: {},
};
