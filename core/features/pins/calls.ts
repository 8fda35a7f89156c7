import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, ofRoom, roomId } from '../../declare/pageShapes.ts';
import type { AppError } from '../../errors.ts';
import type { EventId } from '../../ids.ts';

/** What is pinned in a room, the newest pin last (CS "m.room.pinned_events"). */
export interface Pins {
  readonly pinned: readonly EventId[];
  readonly mayPin: boolean;
  /** Why the last one was not taken. */
  readonly refused: AppError | null;
}

export const pinsOffer = {
  calls: {
    /** Durable when this resolves. */
    pin: takes(z.strictObject({ roomId, eventId, pinned: z.boolean() })).gives<void>(),
  },
  streams: { pins: takes(ofRoom).gives<Pins>() },
};
