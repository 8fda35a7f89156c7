import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { snapshotOffer } from '../../core/features/snapshot/calls.ts';
import type { RoomId } from '../../core/ids.ts';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import { SnapshotWriter } from './snapshotWriter.ts';

/** The last screen of a room, decrypted as far as possible; null: not a room of ours. */
type ScreenOf = (roomId: RoomId, length: number) => Promise<RoomSnapshot | null>;

export interface SnapshotFeature extends Feature<typeof snapshotOffer> {
  changeRows(rows: readonly RoomSummary[], gone: readonly RoomId[]): void;
  changeScreen(roomId: RoomId): void;
  /** Where screens come from, once there are timelines. */
  takeScreensFrom(source: ScreenOf): void;
}

const screenLength = 40;

/** The picture of the account from which the page is painted at the next start. */
export function snapshot({ store, saved, log, closing }: Kernel): SnapshotFeature {
  let screenOf: ScreenOf = () => Promise.resolve(null);
  const writer = new SnapshotWriter(store.calls, saved.snapshot.lastRoom, (roomId) => screenOf(roomId, screenLength), log);
  closing.add(() => void writer.flush());
  return {
    handlers: { calls: { showRoom: ({ roomId }) => writer.showRoom(roomId), lastRoom: () => writer.shownRoom }, streams: {} },
    changeRows: (rows, gone) => writer.changeRows(rows, gone),
    changeScreen: (roomId) => writer.changeScreen(roomId),
    takeScreensFrom(source) {
      screenOf = source;
      if (writer.shownRoom) writer.changeScreen(writer.shownRoom);
    },
  };
}
