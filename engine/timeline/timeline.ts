import type { timelineOffer } from '../../core/features/timeline/calls.ts';
import type { RoomId } from '../../core/ids.ts';
import { together, type Disposer } from '../../core/listeners.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { RoomsFeature } from '../rooms/rooms.ts';
import type { Sdk } from '../sdk/sdk.sdk.ts';
import type { SendingFeature } from '../sending/sending.ts';
import type { SnapshotFeature } from '../snapshot/snapshot.ts';
import type { LiveTimelines, PageKnowledge } from './liveTimelines.ts';
import type { ShownRoom } from './shownRoom.ts';
import { ShownRooms } from './shownRooms.ts';
import { Settlement } from './settlement.ts';

interface TimelineParts {
  readonly rooms: RoomsFeature;
  readonly sending: SendingFeature;
  readonly snapshots: SnapshotFeature;
}

/** Whether what people see comes from the history of their own; else the SDK's timelines are shown, which are gone with each start. */
const isFromHistory = true;

async function openTimelines(
  sdk: Sdk,
  kernel: Kernel,
  page: PageKnowledge,
): Promise<{ readonly opened: LiveTimelines; readonly stop: Disposer }> {
  if (isFromHistory) {
    const { HistoryTimelines } = await import('./window/historyTimelines.sdk.ts');
    const opened = new HistoryTimelines(sdk, kernel, page);
    return { opened, stop: opened.stop };
  }
  const { OpenTimelines } = await import('./openTimelines.sdk.ts');
  return { opened: new OpenTimelines({ client: sdk.client, detailOf: page.detailOf, log: kernel.log }), stop: () => undefined };
}

/** What was said in a room: from the snapshot first, then from the history, with what is still to be sent behind it. */
export function timeline(kernel: Kernel, { rooms, sending: { outbox }, snapshots }: TimelineParts): Feature<typeof timelineOffer> {
  const { store, saved, log, late } = kernel;
  const shown = new ShownRooms(store.calls, outbox, () => rooms.me, log);
  const settlement = new Settlement(outbox, log);
  const open = late<LiveTimelines>();
  const atEnd = new Set<RoomId>();
  const { lastRoom, room } = saved.snapshot;
  if (lastRoom && room) shown.seed(lastRoom, room);
  const using = (roomId: RoomId, listen: (room: ShownRoom) => Disposer): Disposer => {
    const { value: stop, release } = shown.use(roomId, listen);
    return together([stop, release]);
  };
  return {
    handlers: {
      calls: {
        loadOlder: async ({ roomId, limit }) => (await open.answering()).loadOlder(roomId, limit),
        readsAtEnd({ roomId, isAtEnd }) {
          if (isAtEnd) atEnd.add(roomId);
          else atEnd.delete(roomId);
          void open.now?.refresh([roomId]);
        },
      },
      streams: {
        room: ({ roomId }, emit) => using(roomId, (shownRoom) => shownRoom.detail.listen(emit)),
        timeline: ({ roomId }, emit) => using(roomId, (shownRoom) => shownRoom.timeline.listen(emit)),
      },
    },
    async attach(sdk) {
      const { opened, stop } = await openTimelines(sdk, kernel, {
        detailOf: (roomId) => rooms.detailOf(roomId),
        isAtEnd: (roomId) => atEnd.has(roomId),
      });
      const ready = (): void => {
        settlement.settleFromCache(opened);
        shown.attach(opened);
        open.set(opened);
        snapshots.takeScreensFrom((roomId, length) => opened.screenOf(roomId, length));
      };
      return together([
        rooms.whenPublished((roomIds) => opened.refresh(roomIds)),
        stop,
        sdk.turns.take({ ready, synced: () => settlement.syncDone(opened) }),
      ]);
    },
  };
}
