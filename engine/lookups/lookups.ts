import type { lookupsOffer } from '../../core/features/lookups/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { OpenLookups } from './openLookups.sdk.ts';

/** What a link names, and what people then do with it. */
export function lookups({ late, log }: Kernel): Feature<typeof lookupsOffer> {
  const open = late<OpenLookups>();
  return {
    handlers: {
      calls: {
        lookUpRoom: async ({ room, via }) => (await open.answering()).room(room, via),
        lookUpUser: async ({ userId }) => (await open.answering()).user(userId),
        joinNamed: async ({ room, via }) => ({ roomId: await (await open.answering()).join(room, via) }),
        startChat: async ({ userId }) => ({ roomId: await (await open.answering()).chat(userId) }),
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { openLookups } = await import('./openLookups.sdk.ts');
      return turns.take({ ready: () => open.set(openLookups(client, log)) });
    },
  };
}
