import type { messagesOffer } from '../../core/features/messages/calls.ts';
import { Failure } from '../../core/errors.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { SendingFeature } from '../sending/sending.ts';
import type { OpenMessages } from './openMessages.sdk.ts';

/** Single messages, asked for by their IDs: quoted, forwarded, as they read before. */
export function messages({ late, log }: Kernel, queue: SendingFeature): Feature<typeof messagesOffer> {
  const open = late<OpenMessages>();
  return {
    handlers: {
      calls: {
        quotes: async ({ roomId, eventIds }) => (await open.ready).quotes(roomId, eventIds),
        editHistory: async ({ roomId, eventId }) => (await open.ready).editHistory(roomId, eventId),
        async forward({ roomId, eventId, to, txnId }) {
          const content = await (await open.ready).contentOf(roomId, eventId);
          if (!content) throw new Failure({ code: 'badArgument', field: 'eventId' });
          await queue.put({ roomId: to, txnId, eventType: 'm.room.message', content: JSON.stringify(content) });
        },
        viaServers: async ({ roomId }) => (await open.ready).viaServers(roomId),
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { openMessages } = await import('./openMessages.sdk.ts');
      return turns.take({ ready: () => open.set(openMessages(client, log)) });
    },
  };
}
