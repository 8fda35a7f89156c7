import type { EventId, UserId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import { diffList, type PatchOp } from '../../patch.ts';
import type { EventRow, GapRow } from '../history/rows.ts';
import type { ProjectedItem } from './projected.ts';
import { Projector, type PlacedItem } from './projector.ts';
import type { Around } from './projectRow.ts';
import type { PlacedReceipt } from './readers.ts';

export interface PlacedEvent {
  readonly row: EventRow;
  readonly pos: number;
}

/** A stretch of the line, with everything that relates to its events. */
export interface Stretch {
  readonly rows: readonly PlacedEvent[];
  readonly relations: readonly EventRow[];
  readonly gaps: readonly GapRow[];
  /** Nothing that is known stands before it, or after it. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** What has become of the line since. With an event that is new in it comes all that is known to relate to it. */
export interface WindowChange {
  readonly placed?: readonly PlacedEvent[];
  /** Changed where they stand, or without a place in this line. */
  readonly rows?: readonly EventRow[];
  readonly gaps?: readonly GapRow[];
  readonly goneGaps?: readonly number[];
  /**
   * Also of events beyond its ends; all that are known again after each `show`, and what people have sent last beyond its end counts as
   * one.
   */
  readonly receipts?: readonly PlacedReceipt[];
  /** As they are called in this room. */
  readonly people?: readonly Person[];
  /** Something speaks against the senders of these. */
  readonly doubted?: readonly EventId[];
}

type Ops = readonly PatchOp<ProjectedItem>[];
type End = 'first' | 'last';

interface WindowLimits {
  readonly items: number;
  readonly places: number;
}

/** Reactions and edits have places and no items, and there may be any number of them. */
const windowLimits: WindowLimits = { items: 400, places: 4_000 };

/** A part of one line as a list that changes: at most 400 items, wherever one goes in it. */
export class TimelineWindow {
  private readonly projector: Projector;
  private shown: readonly ProjectedItem[] = [];
  private low = Infinity;
  private high = -Infinity;
  /** Where somebody reads; the other end is what goes. */
  private reading: End = 'last';

  private readonly limits: WindowLimits;

  constructor(me: UserId, fault: Around['fault'], limits: WindowLimits = windowLimits, mayRedact?: Around['mayRedact']) {
    this.limits = limits;
    this.projector = new Projector(me, fault, mayRedact);
  }

  get items(): readonly ProjectedItem[] {
    return this.shown;
  }

  /** What comes next in the line comes into it. */
  get isLast(): boolean {
    return this.high === Infinity;
  }

  get isFirst(): boolean {
    return this.low === -Infinity;
  }

  /** Between which positions it knows the line; the next stretch, either way, begins there. */
  get edges(): { readonly low: number; readonly high: number } {
    return { low: this.low, high: this.high };
  }

  /** Edits and reactions of these may be unknown: what came after them is not all here. */
  get belowGap(): readonly EventId[] {
    const last = this.shown.findLastIndex(({ kind }) => kind === 'gap');
    return this.shown.slice(0, Math.max(last, 0)).flatMap((item) => (item.kind === 'message' && item.eventId ? [item.eventId] : []));
  }

  read(end: End): void {
    this.reading = end;
  }

  /** In the place of all that was there. */
  show(stretch: Stretch): Ops {
    this.projector.clear();
    [this.low, this.high] = [Infinity, -Infinity];
    return this.extend(stretch);
  }

  /** Read again, as far as it goes: what is the same row stays as it is. */
  renew(stretch: Stretch, change: WindowChange = {}): Ops {
    const placed = new Set(stretch.rows.map(({ row }) => row.eventId));
    this.projector.retain(new Set([...placed, ...stretch.relations.map(({ eventId }) => eventId)]), placed);
    [this.low, this.high] = [Infinity, -Infinity];
    return this.extend(stretch, change);
  }

  /** What stands right before it. */
  older(stretch: Stretch): Ops {
    this.reading = 'first';
    return this.extend({ ...stretch, isLast: this.isLast });
  }

  /** What stands right after it. */
  newer(stretch: Stretch): Ops {
    this.reading = 'last';
    return this.extend({ ...stretch, isFirst: this.isFirst });
  }

  take({ placed = [], rows = [], gaps = [], goneGaps = [], receipts = [], people = [], doubted = [] }: WindowChange): Ops {
    const { projector } = this;
    for (const { row, pos } of placed) if (this.holds(pos)) projector.place(row, pos);
    // What stands beyond the ends may still relate to what is inside.
    for (const { row, pos } of placed) if (!this.holds(pos)) projector.placeBeyond(row, pos);
    for (const row of inOrderOfRelation(rows)) projector.relate(row);
    for (const gap of gaps) if (this.holds(gap.pos)) projector.putGap(gap);
    for (const pos of goneGaps) projector.dropGap(pos);
    for (const receipt of receipts) projector.receive(receipt);
    for (const eventId of doubted) projector.doubt(eventId);
    projector.meet(people);
    return this.compose();
  }

  private extend({ rows, relations, gaps, isFirst, isLast }: Stretch, change: WindowChange = {}): Ops {
    const positions = [...rows, ...gaps].map(({ pos }) => pos);
    this.low = isFirst ? -Infinity : Math.min(this.low, ...positions);
    this.high = isLast ? Infinity : Math.max(this.high, ...positions);
    return this.take({ ...change, placed: rows, rows: relations, gaps });
  }

  private holds(pos: number): boolean {
    return pos >= this.low && pos <= this.high;
  }

  private compose(): Ops {
    let items = this.projector.items(this.isLast);
    if (this.trim(items)) items = this.projector.items(this.isLast);
    const before = this.shown;
    this.shown = items.map(({ item }) => item);
    return diffList(before, this.shown, (a, b) => a === b);
  }

  private trim(items: readonly PlacedItem[]): boolean {
    const { limits } = this;
    const { places } = this.projector;
    if (items.length <= limits.items && places.length <= limits.places) return false;
    if (this.reading === 'last') this.low = Math.max(items.at(-limits.items)?.pos ?? this.low, places.at(-limits.places)?.pos ?? this.low);
    else this.high = Math.min(items[limits.items - 1]?.pos ?? this.high, places[limits.places - 1]?.pos ?? this.high);
    this.projector.keep(this.low, this.high);
    return true;
  }
}

/** What changes a reaction is only taken once that is there. */
function inOrderOfRelation(rows: readonly EventRow[]): readonly EventRow[] {
  const isRedaction = ({ type }: EventRow): number => (type === 'm.room.redaction' ? 1 : 0);
  return rows.toSorted((a, b) => isRedaction(a) - isRedaction(b));
}
