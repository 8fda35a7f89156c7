import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing, ofRoom, roomId } from '../../declare/pageShapes.ts';
import type { RoomId } from '../../ids.ts';
import type { RoomSummary } from '../../model/room.ts';
import type { Patch } from '../../patch.ts';

export const roomsOffer = {
  calls: {
    joinRoom: takes(ofRoom).gives<void>(),
    /** Leaves, or declines an invite. */
    leaveRoom: takes(ofRoom).gives<void>(),
    /** Which room is on screen, so that the snapshot holds its last screen; null: none. */
    showRoom: takes(z.strictObject({ roomId: z.nullable(roomId) })).gives<void>(),
    /** The room that was on screen last, for the first paint. */
    lastRoom: takes(nothing).gives<RoomId | null>(),
  },
  streams: {
    rooms: takes(nothing).gives<Patch<RoomSummary>>(),
  },
};
