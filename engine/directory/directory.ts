import type { directoryOffer } from '../../core/features/directory/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { OpenDirectory } from './openDirectory.sdk.ts';

/** Finding people and rooms. */
export function directory({ late, log }: Kernel): Feature<typeof directoryOffer> {
  const open = late<OpenDirectory>();
  return {
    handlers: {
      calls: {
        findPeople: async ({ text }) => (await open.answering()).people(text),
        findRooms: async (wanted) => (await open.answering()).rooms(wanted),
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { openDirectory } = await import('./openDirectory.sdk.ts');
      return turns.take({ ready: () => open.set(openDirectory(client, log)) });
    },
  };
}
