import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { roomId } from '../../declare/pageShapes.ts';

export const unreadMarksOffer = {
  calls: {
    /** Keeps a room for later, or no longer (CS "Unread markers"); durable when this resolves. */
    markUnread: takes(z.strictObject({ roomId, unread: z.boolean() })).gives<void>(),
    /** All that is known of these rooms has been read. */
    markRoomsRead: takes(
      z.strictObject({ roomIds: z.readonly(z.array(roomId).check(z.maxLength(20_000))), isPrivate: z.boolean() }),
    ).gives<void>(),
  },
  streams: {},
};
