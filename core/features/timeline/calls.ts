import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { ofRoom, roomId } from '../../declare/pageShapes.ts';
import type { RoomDetail } from '../rooms/model.ts';
import type { TimelineItem } from './model.ts';
import type { Patch } from '../../patch.ts';

const ofPage = z.strictObject({ roomId, limit: z.int().check(z.minimum(1), z.maximum(1_000)) });

export const timelineOffer = {
  calls: {
    /** Loads up to `limit` older events into the room's timeline; false: the beginning is reached. */
    loadOlder: takes(ofPage).gives<{ hasOlder: boolean }>(),
    /** Whether somebody reads at the room's end: then what lies far above is let go, and loaded again when they go there. */
    readsAtEnd: takes(z.strictObject({ roomId, isAtEnd: z.boolean() })).gives<void>(),
  },
  streams: {
    room: takes(ofRoom).gives<RoomDetail>(),
    timeline: takes(ofRoom).gives<Patch<TimelineItem>>(),
  },
};
