import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { eventId, nothing, roomId } from '../../declare/pageShapes.ts';
import type { TxnId, UserId } from '../../ids.ts';
import type { RoomAnswer, SyncTaken } from './answer.ts';
import type { EventRow, GapRow, LineNumber, PersonRow, PlacedRow, ReceiptRow, TimelineRef } from './rows.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const textOrNull = z.nullable(z.string());
const time = z.int().check(z.minimum(0));
/** Of a sender the server vouches; what stands there is only ever compared and shown. */
const user = z.custom<UserId>(isText);
/** Old rooms' servers chose event IDs as they liked. */
export const anyEventId = z.custom<EventRow['eventId']>(isText);
const anyEventIdOrNull = z.nullable(anyEventId);

export const eventRow = z.strictObject({
  eventId: anyEventId,
  sender: user,
  type: z.string(),
  stateKey: textOrNull,
  ts: time,
  received: time,
  thread: anyEventIdOrNull,
  relType: textOrNull,
  relTo: anyEventIdOrNull,
  txnId: z.nullable(z.custom<TxnId>(isText)),
  redactedBy: anyEventIdOrNull,
  state: z.enum(['clear', 'untried', 'failed']),
  wire: z.boolean(),
  session: textOrNull,
  reason: textOrNull,
  kind: z.enum(['plain', 'media', 'link', 'poll']),
  mention: z.boolean(),
  content: z.string(),
  extra: textOrNull,
}) satisfies z.ZodMiniType<EventRow>;

const receiptRow = z.strictObject({
  userId: user,
  thread: z.string(),
  isPrivate: z.boolean(),
  eventId: anyEventId,
  ts: time,
}) satisfies z.ZodMiniType<ReceiptRow>;

export const personRow = z.strictObject({
  userId: user,
  name: textOrNull,
  avatar: textOrNull,
  membership: z.string(),
}) satisfies z.ZodMiniType<PersonRow>;

/** One room of an answer; read room by room, so that one that cannot be read costs itself only. */
export const roomAnswer = z.strictObject({
  roomId,
  createdTs: z.nullable(time),
  version: textOrNull,
  events: z.array(eventRow),
  bundled: z.array(eventRow),
  limited: z.boolean(),
  prevBatch: textOrNull,
  receipts: z.array(receiptRow),
  people: z.array(personRow),
}) satisfies z.ZodMiniType<RoomAnswer>;

const timelineRef = z.union([
  z.strictObject({ room: roomId }),
  z.strictObject({ thread: roomId, root: eventId }),
  z.strictObject({ around: roomId, eventId }),
]) satisfies z.ZodMiniType<TimelineRef>;

/** A stretch of one line. Without `line` there is none yet: nothing of this timeline is known. */
export interface HistoryWindow {
  readonly line: LineNumber | null;
  /** Oldest first. */
  readonly rows: readonly PlacedRow[];
  /** From just below the first of `rows` to just above the last, by position. */
  readonly gaps: readonly GapRow[];
}

export interface HistoryCount {
  readonly events: number;
  readonly older: readonly number[];
  /** When the newest was sent; 0: there is none. */
  readonly newest: number;
  /** Of the whole file, without what is free in it. */
  readonly bytes: number;
  readonly next: number | null;
}

export interface HistoryForgotten {
  readonly rows: number;
  readonly next: number | null;
}

/** From where a window is read; `newest`: of an `around`, the event stands in the middle. */
const from = z.union([
  z.strictObject({ newest: z.literal(true) }),
  z.strictObject({ before: z.int() }),
  z.strictObject({ after: z.int() }),
]);

/** engine → store, of the history. */
export const historyOffer = {
  calls: {
    /**
     * Saves what a sync answer says: the rooms' rows first, in transactions of at most 100 rows, and `sync` last, which is what `appendSync`
     * takes; it has the token. So rows may be ahead of the token and never behind. `sync` null: rows only.
     */
    takeSync: takes(z.strictObject({ sync: textOrNull, rooms: z.readonly(z.array(z.custom<RoomAnswer>())) })).gives<SyncTaken>(),
    historyWindow: takes(
      z.strictObject({ of: timelineRef, from, limit: z.int().check(z.minimum(1), z.maximum(400)) }),
    ).gives<HistoryWindow>(),
    /** How many events lie in it, and about how many of them `forgetHistory` would drop for each of `times`; `from`: 0, then `next` of the answer before, until that is null. */
    countHistory: takes(z.strictObject({ times: z.array(time).check(z.maxLength(8)), from: time })).gives<HistoryCount>(),
    /**
     * Drops at most 100 events that were sent before; the newest 50 of a room stay. Where they were, a gap is left whose token the server gives for the event
     * above (`back` is ''). `from`: 0, then `next` of the answer before, until that is null.
     */
    forgetHistory: takes(z.strictObject({ before: time, from: time })).gives<HistoryForgotten>(),
    /** Gives a little of the space that is free in the file back to the disk. `more`: there is more to give. */
    shrinkHistory: takes(nothing).gives<{ readonly more: boolean }>(),
  },
  streams: {},
};
