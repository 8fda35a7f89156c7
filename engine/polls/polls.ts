import type { pollsOffer } from '../../core/features/polls/calls.ts';
import { endContent, pollTypes, startContent, voteContent } from '../../core/features/polls/pollEvents.ts';
import type { Feature } from '../feature.ts';
import type { SendingFeature } from '../sending/sending.ts';

/** Polls that one makes, and votes in: events like any other, in the order in which they were made. */
export function polls({ put }: Pick<SendingFeature, 'put'>): Feature<typeof pollsOffer> {
  return {
    handlers: {
      calls: {
        startPoll: ({ roomId, txnId, ...poll }) => put({ roomId, txnId, eventType: pollTypes.start, content: startContent(poll) }),
        vote: ({ roomId, txnId, eventId, answers }) =>
          put({ roomId, txnId, eventType: pollTypes.vote, content: voteContent(eventId, answers) }),
        endPoll: ({ roomId, txnId, eventId, text }) => put({ roomId, txnId, eventType: pollTypes.end, content: endContent(eventId, text) }),
      },
      streams: {},
    },
  };
}
