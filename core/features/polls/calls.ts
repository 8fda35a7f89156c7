import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, roomId, txnId } from '../../declare/pageShapes.ts';
import { longestAnswer, longestQuestion, maxAnswers } from './pollEvents.ts';

const answers = z.readonly(
  z.array(z.string().check(z.minLength(1), z.maxLength(longestAnswer))).check(z.minLength(2), z.maxLength(maxAnswers)),
);
const question = z.string().check(z.minLength(1), z.maxLength(longestQuestion));
const maxSelections = z.int().check(z.minimum(1), z.maximum(maxAnswers));
const chosen = z.readonly(z.array(z.string().check(z.maxLength(255))).check(z.maxLength(maxAnswers)));

/** All three go through the outbox, as messages do: durable when this resolves. */
export const pollsOffer = {
  calls: {
    startPoll: takes(z.strictObject({ roomId, txnId, question, answers, disclosed: z.boolean(), maxSelections })).gives<void>(),
    /** One's own vote from now on; none: it is taken back. */
    vote: takes(z.strictObject({ roomId, txnId, eventId, answers: chosen })).gives<void>(),
    /** `text` is for clients that know of no polls. */
    endPoll: takes(z.strictObject({ roomId, txnId, eventId, text: z.string().check(z.maxLength(1_000)) })).gives<void>(),
  },
  streams: {},
};
