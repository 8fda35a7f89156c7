import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, roomId, txnId, userId } from '../../declare/pageShapes.ts';

export const maxMentions = 100;
/** No event is larger (CS "Size limits"); what is longer than the server takes fails there, in words. */
const text = z.string().check(z.maxLength(1_000_000));
/** Whom a message is meant for above all (CS "User and room mentions"). `room`: everybody in it. */
const mentions = z.strictObject({ userIds: z.readonly(z.array(userId).check(z.maxLength(maxMentions))), room: z.boolean() });
export type Mentions = Readonly<z.infer<typeof mentions>>;
/** What people have written; `formattedBody` is org.matrix.custom.html or null. */
const written = { body: text, formattedBody: z.nullable(text), msgtype: z.enum(['m.text', 'm.emote']), mentions: z.optional(mentions) };
export type Written = Readonly<z.infer<z.ZodMiniObject<typeof written>>>;
/** What a message is to another one: its answer, or what takes its place; `mentions` of an edit are those that are new in it. */
const relation = z.nullable(
  z.union([
    z.strictObject({ is: z.literal('reply'), eventId, userId: z.nullable(userId) }),
    z.strictObject({ is: z.literal('edit'), eventId, mentions: z.optional(mentions) }),
  ]),
);
export type Relation = z.infer<typeof relation>;
const message = z.strictObject({ roomId, txnId, relation, ...written });
const fileId = z.uuid();
const bytes = z.number().check(z.int(), z.minimum(0));
const length = z.number().check(z.int(), z.minimum(1), z.maximum(100_000));
const mime = z.string().check(z.maxLength(255), z.regex(/^[\w.+-]+\/[\w.+-]+$/));
/** A file that main keeps under `id`, and what the page has found out about it. */
const file = z.strictObject({
  id: fileId,
  kind: z.enum(['image', 'video', 'audio', 'file']),
  name: z.string().check(z.minLength(1), z.maxLength(1_000)),
  mime,
  size: bytes,
  width: z.nullable(length),
  height: z.nullable(length),
  durationMs: z.nullable(bytes),
  blurhash: z.nullable(z.string().check(z.maxLength(200))),
  thumbnail: z.nullable(z.strictObject({ id: fileId, mime, size: bytes, width: length, height: length })),
  /** Of a voice message: up to 100 numbers from 0 to 1024. */
  waveform: z.nullable(z.array(z.number().check(z.int(), z.minimum(0), z.maximum(1024))).check(z.maxLength(100))),
});
export type FileToSend = z.infer<typeof file>;
const ofMessage = z.strictObject({ txnId });

export const sendingOffer = {
  calls: {
    /** Puts a message into the outbox; it is durable when this resolves. The page chooses `txnId`. */
    sendMessage: takes(message).gives<void>(),
    /** Puts a file, which main keeps already, into the outbox. */
    sendFile: takes(z.strictObject({ roomId, txnId, relation, file, caption: z.nullable(z.strictObject(written)) })).gives<void>(),
    /** Writes anew what still waits to be sent; fails where it is on its way. */
    rewriteMessage: takes(z.strictObject({ txnId, ...written })).gives<void>(),
    /** Adds a reaction of one's own. It is never encrypted (CS "Annotations"). */
    react: takes(z.strictObject({ roomId, txnId, eventId, key: z.string().check(z.minLength(1), z.maxLength(255)) })).gives<void>(),
    /** Deletes an event, a reaction among them (CS "Redactions"). */
    redact: takes(z.strictObject({ roomId, txnId, eventId, of: z.enum(['message', 'reaction']) })).gives<void>(),
    retryMessage: takes(ofMessage).gives<void>(),
    discardMessage: takes(ofMessage).gives<void>(),
    setTyping: takes(z.strictObject({ roomId, typing: z.boolean() })).gives<void>(),
  },
  streams: {},
};
