import { readMember, readRoomSummary } from '../../core/features/rooms/readRoom.ts';
import { readTimelineItem } from '../../core/features/timeline/readTimeline.ts';
import type { Keyed, Patch, PatchOp } from '../../core/patch.ts';
import { unreadable, type Read } from '../../core/read/read.ts';

/**
 * What comes over an engine's port is made of what strangers wrote. An item that is wrong is mended or says that it cannot be shown; one
 * without an ID is left out.
 */
export const readItems = { rooms: readRoomSummary, timeline: readTimelineItem, members: readMember } as const;

export function readPatch<T extends Keyed>(patch: Patch<T>, read: Read<T>): Patch<T> {
  return { seq: patch.seq, ops: patch.ops.flatMap((op) => readOp(op, read)) };
}

function readOp<T extends Keyed>(op: PatchOp<T>, read: Read<T>): PatchOp<T>[] {
  switch (op.op) {
    case 'reset':
      return [{ op: 'reset', items: op.items.flatMap((item) => readOne(item, read)) }];
    case 'put':
      return readOne(op.item, read).map((item) => ({ ...op, item }));
    case 'drop':
      return [op];
  }
}

function readOne<T>(item: T, read: Read<T>): T[] {
  const found = read(item);
  return found === unreadable ? [] : [found];
}
