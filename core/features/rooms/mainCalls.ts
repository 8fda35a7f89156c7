import { z } from 'zod';
import { takes } from '../../declare/declare.ts';

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const unreadOffer = {
  calls: {
    /** Sum over rooms, for badge and tray. */
    unread: takes(z.strictObject({ unreadCount: count, mentionCount: count })).gives<void>(),
  },
  streams: {},
};
