import type { timelineOffer } from '../../core/features/timeline/calls.ts';
import type { RoomId } from '../../core/ids.ts';
import { together, type Disposer } from '../../core/listeners.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { RoomsFeature } from '../rooms/rooms.ts';
import type { SendingFeature } from '../sending/sending.ts';
import type { SnapshotFeature } from '../snapshot/snapshot.ts';
import type { OpenTimelines } from './openTimelines.sdk.ts';
import type { ShownRoom } from './shownRoom.ts';
import { ShownRooms } from './shownRooms.ts';
import { Settlement } from './settlement.ts';

interface TimelineParts {
  readonly rooms: RoomsFeature;
  readonly sending: SendingFeature;
  readonly snapshots: SnapshotFeature;
}

/** What was said in a room: from the snapshot first, then from the SDK, with what is still to be sent behind it. */
export function timeline(
  { store, saved, log, late }: Kernel,
  { rooms, sending: { outbox }, snapshots }: TimelineParts,
): Feature<typeof timelineOffer> {
  const shown = new ShownRooms(store.calls, outbox, () => rooms.me, log);
  const settlement = new Settlement(outbox, log);
  const open = late<OpenTimelines>();
  const { lastRoom, room } = saved.snapshot;
  if (lastRoom && room) shown.seed(lastRoom, room);
  const using = (roomId: RoomId, listen: (room: ShownRoom) => Disposer): Disposer => {
    const { value: stop, release } = shown.use(roomId, listen);
    return together([stop, release]);
  };
  return {
    handlers: {
      calls: { loadOlder: async ({ roomId, limit }) => (await open.answering()).loadOlder(roomId, limit) },
      streams: {
        room: ({ roomId }, emit) => using(roomId, (shownRoom) => shownRoom.detail.listen(emit)),
        timeline: ({ roomId }, emit) => using(roomId, (shownRoom) => shownRoom.timeline.listen(emit)),
      },
    },
    async attach({ client, turns }) {
      const { OpenTimelines } = await import('./openTimelines.sdk.ts');
      const opened = new OpenTimelines({ client, detailOf: (roomId) => rooms.detailOf(roomId), log });
      const ready = (): void => {
        settlement.settleFromCache(opened);
        shown.attach(opened);
        open.set(opened);
        snapshots.takeScreensFrom((roomId, length) => opened.screenOf(roomId, length));
      };
      return together([
        rooms.whenPublished((roomIds) => opened.refresh(roomIds)),
        turns.take({ ready, synced: () => settlement.syncDone(opened) }),
      ]);
    },
  };
}
