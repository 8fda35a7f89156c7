import type { unreadMarksOffer } from '../../core/features/unread/calls.ts';
import type { RoomId } from '../../core/ids.ts';
import { unreadMarksValue } from '../boot.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { ReceiptsFeature } from '../receipts/receipts.ts';
import type { RoomsFeature } from '../rooms/rooms.ts';
import { toError } from '../toError.ts';
import { Wishes } from '../wishes/wishes.ts';

interface Parts {
  readonly rooms: RoomsFeature;
  readonly receipts: ReceiptsFeature;
}

/** Rooms kept for later, and rooms of which everything has been read. */
export function unread({ store, saved, log }: Kernel, { rooms, receipts }: Parts): Feature<typeof unreadMarksOffer> {
  const marks = new Wishes(saved.unreadMarks, {
    keep: (value) => store.calls.putValue({ name: unreadMarksValue, value }),
    show: (roomId, isMarked) => rooms.setMarked(roomId as RoomId, isMarked),
    toError: (cause) => toError(cause, log, 'unread mark'),
    log,
  });
  return {
    handlers: {
      calls: {
        markUnread: ({ roomId, unread: isUnread }) => marks.want(roomId, isUnread),
        async markRoomsRead({ roomIds, isPrivate }) {
          for (const roomId of roomIds) {
            if (rooms.all.find(({ id }) => id === roomId)?.markedUnread) await marks.want(roomId, false);
            const { rows } = await store.calls.historyWindow({ of: { room: roomId }, from: { newest: true }, limit: 1 });
            const newest = rows.at(-1)?.row.eventId;
            if (newest !== undefined) await receipts.markRead(roomId, newest, isPrivate);
          }
        },
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { putUnreadMark } = await import('./putUnreadMark.sdk.ts');
      return turns.take({
        ready: () => marks.open((roomId, isUnread) => putUnreadMark(client, roomId as RoomId, isUnread)),
        synced: () => marks.synced(),
      });
    },
  };
}
