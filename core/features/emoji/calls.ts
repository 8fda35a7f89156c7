import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/pageShapes.ts';
import { longestEmoji, type RecentEmoji } from './recentEmoji.ts';

export const emojiOffer = {
  calls: {
    /** Notes that somebody has used it, for all devices of the account (CS "Recent emoji"). */
    emojiUsed: takes(z.strictObject({ emoji: z.string().check(z.minLength(1), z.maxLength(longestEmoji)) })).gives<void>(),
  },
  streams: {
    /** The last used first. */
    recentEmoji: takes(nothing).gives<readonly RecentEmoji[]>(),
  },
};
