import type { linksOffer } from '../../core/features/links/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { OpenLinks } from './openLinks.sdk.ts';

/** What a link names, and what people then do with it. */
export function links({ late, log }: Kernel): Feature<typeof linksOffer> {
  const open = late<OpenLinks>();
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
      const { openLinks } = await import('./openLinks.sdk.ts');
      return turns.take({ ready: () => open.set(openLinks(client, log)) });
    },
  };
}
