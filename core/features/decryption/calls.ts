import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { roomId } from '../../declare/pageShapes.ts';
import type { Decryption, SealedEvent, SessionRef, SessionSample } from './decryption.ts';

const isText = (value: unknown): boolean => typeof value === 'string';

const session = z.strictObject({ roomId, session: z.string() }) satisfies z.ZodMiniType<SessionRef>;

const decryption = z.union([
  z.strictObject({
    state: z.literal('clear'),
    type: z.string(),
    content: z.string(),
    kind: z.enum(['plain', 'media', 'link', 'poll']),
    trust: z.enum(['verified', 'unverifiedIdentity', 'unsignedDevice', 'unknownDevice', 'notGuaranteed', 'violation', 'otherSender']),
    sharedBy: z.nullable(z.string()),
  }),
  z.strictObject({ state: z.literal('failed'), reason: z.string() }),
]) satisfies z.ZodMiniType<Decryption>;

/** How many events, and sessions, are asked for or told of at once: what the store does of it is over before a draft has to wait. */
export const mostAtOnce = { events: 50, sessions: 500 };

const someEvents = z.int().check(z.minimum(1), z.maximum(mostAtOnce.events));
const someSessions = z.readonly(z.array(session).check(z.maxLength(mostAtOnce.sessions)));

/** engine → store, of what is encrypted in the history. */
export const decryptionOffer = {
  calls: {
    /** What nobody has tried yet, of all rooms; what came last, first. */
    untriedEvents: takes(z.strictObject({ limit: someEvents })).gives<readonly SealedEvent[]>(),
    /** What waits for one session, tried or not, in the order in which it came to the store; behind the event `after`. */
    sealedEvents: takes(z.strictObject({ ...session.shape, after: z.int(), limit: someEvents })).gives<readonly SealedEvent[]>(),
    /** Those of these sessions that something waits for. */
    awaitedAmong: takes(z.strictObject({ sessions: someSessions })).gives<readonly SessionRef[]>(),
    /** The sessions that something waits for, behind `after`; fewer than `limit`: these are the last. */
    awaitedSessions: takes(
      z.strictObject({ after: z.nullable(session), limit: z.int().check(z.minimum(1), z.maximum(mostAtOnce.sessions)) }),
    ).gives<readonly SessionRef[]>(),
    /** What came of attempts, in place. What has been redacted meanwhile, or is clear already, stays so. */
    putDecryptions: takes(
      z.strictObject({
        decryptions: z
          .readonly(z.array(z.strictObject({ roomId, eventId: z.custom<`$${string}`>(isText), decryption })))
          .check(z.maxLength(mostAtOnce.events)),
      }),
    ).gives<void>(),
    /** Of the senders of these sessions. */
    sessionSamples: takes(z.strictObject({ roomId, sessions: z.array(z.string()).check(z.maxLength(mostAtOnce.sessions)) })).gives<
      readonly SessionSample[]
    >(),
  },
  streams: {},
};
