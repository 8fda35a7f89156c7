import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing, roomId } from '../../declare/pageShapes.ts';
import type { RoomId } from '../../ids.ts';

export const snapshotOffer = {
  calls: {
    /** Which room is on screen, so that the snapshot holds its last screen; null: none. */
    showRoom: takes(z.strictObject({ roomId: z.nullable(roomId) })).gives<void>(),
    /** The room that was on screen last, for the first paint. */
    lastRoom: takes(nothing).gives<RoomId | null>(),
  },
  streams: {},
};
