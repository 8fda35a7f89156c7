import type { namingOffer } from '../../core/features/naming/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { OpenNaming } from './openNaming.sdk.ts';

/** How rooms and oneself are called. */
export function naming({ late }: Kernel): Feature<typeof namingOffer> {
  const open = late<OpenNaming>();
  return {
    handlers: {
      calls: {
        setRoomName: async ({ roomId, name }) => (await open.answering()).room(roomId, name),
        setRoomTopic: async ({ roomId, topic }) => (await open.answering()).topic(roomId, topic),
        setOwnName: async ({ name }) => (await open.answering()).own(name),
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { openNaming } = await import('./openNaming.sdk.ts');
      return turns.take({ ready: () => open.set(openNaming(client)) });
    },
  };
}
