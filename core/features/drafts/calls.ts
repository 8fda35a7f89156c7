import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { ofRoom, roomId } from '../../declare/pageShapes.ts';

/** However long: what is too long to send may still be cut into several messages, and a draft that is refused here would be lost. */
const text = z.string();

export const draftsOffer = {
  calls: {
    getDraft: takes(ofRoom).gives<string>(),
    /** Durable before it resolves; empty text removes it. */
    setDraft: takes(z.strictObject({ roomId, text })).gives<void>(),
  },
  streams: {},
};
