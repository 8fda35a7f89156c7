import type { receiptsOffer } from '../../core/features/receipts/calls.ts';
import type { EventId, RoomId } from '../../core/ids.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { ReadMarks } from './readMarks.sdk.ts';

export interface ReceiptsFeature extends Feature<typeof receiptsOffer> {
  markRead(roomId: RoomId, eventId: EventId, isPrivate: boolean): Promise<void>;
}

/** How far people have read; it goes when it can, and the newest of a room counts. */
export function receipts({ late, log }: Kernel): ReceiptsFeature {
  const marks = late<ReadMarks>();
  const markRead: ReceiptsFeature['markRead'] = async (roomId, eventId, isPrivate) => (await marks.ready).mark(roomId, eventId, isPrivate);
  return {
    markRead,
    handlers: { calls: { markRead: ({ roomId, eventId, isPrivate }) => markRead(roomId, eventId, isPrivate) }, streams: {} },
    async attach({ client, turns }) {
      const { ReadMarks } = await import('./readMarks.sdk.ts');
      const opened = new ReadMarks(client, log);
      return turns.take({ ready: () => marks.set(opened), synced: () => opened.retry() });
    },
  };
}
