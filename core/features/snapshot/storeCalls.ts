import { trusts } from '../../declare/declare.ts';
import type { RoomId } from '../../ids.ts';
import type { RoomDetail, RoomSummary } from '../rooms/model.ts';
import type { TimelineItem } from '../timeline/model.ts';

/** The last screen of a room, for the first paint. */
export interface RoomSnapshot {
  readonly detail: RoomDetail;
  readonly items: readonly TimelineItem[];
}

export interface StartSnapshot {
  readonly rooms: readonly RoomSummary[];
  readonly lastRoom: RoomId | null;
  /** The last screen of `lastRoom`. */
  readonly room: RoomSnapshot | null;
}

export const savedSnapshotOffer = {
  calls: {
    startSnapshot: trusts<Record<string, never>>().gives<StartSnapshot>(),
    roomSnapshot: trusts<{ roomId: RoomId }>().gives<RoomSnapshot | null>(),
    /** One transaction: rows of rooms that changed, and which are gone. */
    putSnapshot: trusts<{
      rooms: readonly RoomSummary[];
      details: readonly RoomSnapshot[];
      gone: readonly RoomId[];
      lastRoom: RoomId | null;
    }>().gives<void>(),
  },
  streams: {},
};
