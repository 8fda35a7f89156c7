import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { roomId } from '../../declare/pageShapes.ts';
import { maxName, maxTopic } from '../membership/calls.ts';

const line = (length: number) => z.string().check(z.maxLength(length));

export const namingOffer = {
  calls: {
    setRoomName: takes(z.strictObject({ roomId, name: line(maxName) })).gives<void>(),
    setRoomTopic: takes(z.strictObject({ roomId, topic: line(maxTopic) })).gives<void>(),
    /** In all rooms. */
    setOwnName: takes(z.strictObject({ name: line(maxName) })).gives<void>(),
  },
  streams: {},
};
