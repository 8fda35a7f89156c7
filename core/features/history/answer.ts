import type { EventId, RoomId } from '../../ids.ts';
import type { EventRow, GapRow, LineNumber, PersonRow, ReceiptRow } from './rows.ts';

/**
 * What one answer says of one room for the history, whatever it came by: `GET /sync` today, a sliding answer later. Never that JSON itself.
 * Taken twice it changes nothing.
 */
export interface RoomAnswer {
  readonly roomId: RoomId;
  /** When the room was made, where the answer tells. */
  readonly createdTs: number | null;
  /** Of the room, where the answer tells: what a redaction removes depends on it. */
  readonly version: string | null;
  /** Oldest first, as they came. */
  readonly events: readonly EventRow[];
  /** Edits that came bundled with `events`: rows without places. */
  readonly bundled: readonly EventRow[];
  /** Something may be missing before the first of `events`. The first answer of a room is taken so by itself. */
  readonly limited: boolean;
  /** Token to page back from, for what is older than the first of `events`; null: the answer has none, or the room begins with it. */
  readonly prevBatch: string | null;
  readonly receipts: readonly ReceiptRow[];
  /** Members that the answer names, those of its state and of its timeline. */
  readonly people: readonly PersonRow[];
}

/** What became of one line: windows of it change by this. */
export interface LineChange {
  readonly roomId: RoomId;
  readonly line: LineNumber;
  /** New places in the order in which they were given; the rows are those of the answer. */
  readonly placed: readonly { readonly eventId: EventId; readonly pos: number }[];
  /** Places that were there before stand elsewhere now: read the window anew. */
  readonly moved: boolean;
  readonly newGaps: readonly GapRow[];
  /** Positions of gaps that are gone. */
  readonly goneGaps: readonly number[];
}

export interface SyncTaken {
  readonly changes: readonly LineChange[];
  /** Rooms whose rows were refused: their next answer begins behind a gap, and the sync goes on. */
  readonly refused: readonly RoomId[];
  /** Of the saved sync, as `appendSync` says it. */
  readonly logLength: number;
  readonly logBytes: number;
}
