import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { roomId, txnId } from '../../declare/pageShapes.ts';

/** No event is larger (CS "Size limits"); what is longer than the server takes fails there, in words. */
const text = z.string().check(z.maxLength(1_000_000));
/** What people have written; `formattedBody` is org.matrix.custom.html or null. */
const written = { body: text, formattedBody: z.nullable(text), msgtype: z.enum(['m.text', 'm.emote']) };
export type Written = Readonly<z.infer<z.ZodMiniObject<typeof written>>>;
const message = z.strictObject({ roomId, txnId, ...written });
const ofMessage = z.strictObject({ txnId });

export const sendingOffer = {
  calls: {
    /** Puts a message into the outbox, durably, and answers. The page chooses `txnId`. */
    sendMessage: takes(message).gives<void>(),
    retryMessage: takes(ofMessage).gives<void>(),
    discardMessage: takes(ofMessage).gives<void>(),
    setTyping: takes(z.strictObject({ roomId, typing: z.boolean() })).gives<void>(),
  },
  streams: {},
};
