import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { roomId } from '../../declare/pageShapes.ts';
import type { EventId } from '../../ids.ts';
import { anyEventId, eventRow, personRow } from '../history/calls.ts';
import type { EventRow, GapRow, PersonRow, PlacedRow } from '../history/rows.ts';

/** The end of a room's timeline, as far down as it is known without a hole, or as far as it was asked for. */
export interface TimelineRows {
  /** Oldest first. */
  readonly rows: readonly PlacedRow[];
  /** Edits, reactions and redactions of them. */
  readonly relations: readonly EventRow[];
  /** Who is named in them. */
  readonly people: readonly PersonRow[];
  /** Something lies before the first of `rows`. */
  readonly hasOlder: boolean;
  /** What is missing right before the first of `rows` has to be asked for here; null: it lies in the table, or nothing does. */
  readonly gap: GapRow | null;
  /** Holes that nobody is shown: to be looked into when there is time. */
  readonly doubtful: readonly GapRow[];
}

/** Events wherever they stand, with what changes them. */
export interface QuotedRows {
  readonly rows: readonly EventRow[];
  readonly relations: readonly EventRow[];
  readonly people: readonly PersonRow[];
}

/** As many as are read again at once. */
export const mostPlaces = 4_000;
const mostQuoted = 100;

const gap = z.strictObject({ line: z.int(), pos: z.int() });

/** engine → store, of what is on show. */
export const timelineStoreOffer = {
  calls: {
    /** The newest of a room; `since`: all from this event on. And `older` more before them; `isOnlyOlder`: nothing but those. */
    timelineRows: takes(
      z.strictObject({
        roomId,
        since: z.nullable(anyEventId),
        older: z.int().check(z.minimum(0), z.maximum(400)),
        isOnlyOlder: z.boolean(),
      }),
    ).gives<TimelineRows>(),
    quotedRows: takes(z.strictObject({ roomId, eventIds: z.array(anyEventId).check(z.maxLength(mostQuoted)) })).gives<QuotedRows>(),
    /** Single events that were asked for because others answer them. They have no place in a line. */
    putQuoted: takes(z.strictObject({ roomId, rows: z.array(eventRow).check(z.maxLength(mostQuoted)) })).gives<void>(),
    /** What a server answered from a gap's token: newest first. `end` null: the room begins here. */
    takePage: takes(
      z.strictObject({
        roomId,
        gap,
        rows: z.array(eventRow).check(z.maxLength(1_000)),
        bundled: z.array(eventRow).check(z.maxLength(1_000)),
        people: z.array(personRow).check(z.maxLength(10_000)),
        end: z.nullable(z.string()),
      }),
    ).gives<void>(),
    /** The event that stands right above a gap. */
    aboveGap: takes(gap).gives<EventId | null>(),
  },
  streams: {},
};
