import type { receiptsOffer } from '../../core/features/receipts/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { ReadMarks } from './readMarks.sdk.ts';

/** How far people have read; it goes when it can, and the newest of a room counts. */
export function receipts({ late, log }: Kernel): Feature<typeof receiptsOffer> {
  const marks = late<ReadMarks>();
  return {
    handlers: { calls: { markRead: async ({ roomId, eventId }) => (await marks.ready).mark(roomId, eventId) }, streams: {} },
    async attach({ client, turns }) {
      const { ReadMarks } = await import('./readMarks.sdk.ts');
      const opened = new ReadMarks(client, log);
      return turns.take({ ready: () => marks.set(opened), synced: () => opened.retry() });
    },
  };
}
