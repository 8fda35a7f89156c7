import type { EventId, UserId } from '../../ids.ts';
import type { Person } from '../rooms/model.ts';
import { sameData } from '../../sameData.ts';
import { personName } from '../../text/personName.ts';
import type { EventRow, GapRow } from '../history/rows.ts';
import { KnownRows } from './knownRows.ts';
import { Line, type Place } from './line.ts';
import type { ProjectedItem } from './projected.ts';
import { projectRow, type Around, type RowItem } from './projectRow.ts';
import { Readers, type PlacedReceipt } from './readers.ts';

export interface PlacedItem {
  readonly item: ProjectedItem;
  readonly pos: number;
}

interface Dressed {
  readonly bare: RowItem;
  readonly readers: readonly UserId[];
  readonly item: RowItem;
}

const maxReaders = 20;

/**
 * Makes items of the rows of one line: an item is made anew only where its row, or something that relates to it, has changed. No I/O, no
 * clock.
 */
export class Projector {
  private readonly line = new Line();
  private readonly rows = new KnownRows();
  private readonly readers = new Readers();
  private readonly gaps = new Map<number, GapRow>();
  private readonly people = new Map<UserId, Person>();
  private readonly doubted = new Set<EventId>();
  /** The item of each place, without its readers. */
  private readonly bare = new Map<EventId, RowItem | null>();
  private dressed: ReadonlyMap<EventId, Dressed> = new Map();
  private ends: ReadonlyMap<EventId, readonly UserId[]> | null = null;
  private wasNewest = false;
  private readonly around: Around;

  constructor(me: UserId, fault: Around['fault'], mayRedact?: Around['mayRedact']) {
    const personOf = (userId: UserId): Person => this.personOf(userId);
    this.around = {
      me,
      rows: this.rows,
      personOf,
      isDoubted: (eventId) => this.doubted.has(eventId),
      fault,
      ...(mayRedact && { mayRedact }),
    };
  }

  get places(): readonly Place[] {
    return this.line.places;
  }

  place(row: EventRow, pos: number): void {
    this.line.put(row.eventId, pos);
    this.put(row);
    this.readers.pass(row, pos);
    this.ends = null;
  }

  /** It stands beyond the window: what it relates to may stand in it, and its sender has read on. */
  placeBeyond(row: EventRow, pos: number): void {
    this.relate(row);
    this.readers.pass(row, pos);
    this.ends = null;
  }

  /** Another stretch of the line follows, or the line has moved. */
  clear(): void {
    this.keep(Infinity, -Infinity);
    this.readers.forgetPlaces();
  }

  /** Leaves only these events, and those of `placed` in the line; where they stand now, and all gaps, is told next. */
  retain(eventIds: ReadonlySet<EventId>, placed: ReadonlySet<EventId>): void {
    for (const { eventId } of this.line.places.filter((place) => !placed.has(place.eventId))) {
      this.line.drop(eventId);
      this.bare.delete(eventId);
    }
    for (const eventId of this.rows.retain(eventIds)) this.bare.delete(eventId);
    this.gaps.clear();
    this.readers.forgetPlaces();
    this.ends = null;
  }

  /** Without a place of its own it only matters for what it relates to. */
  relate(row: EventRow): void {
    const isKnown = this.rows.get(row.eventId) !== undefined || (row.relTo !== null && this.rows.get(row.relTo) !== undefined);
    if (isKnown) this.put(row);
  }

  putGap(gap: GapRow): void {
    this.gaps.set(gap.pos, gap);
  }

  dropGap(pos: number): void {
    this.gaps.delete(pos);
  }

  receive(receipt: PlacedReceipt): void {
    this.readers.put(receipt);
    this.ends = null;
  }

  doubt(eventId: EventId): void {
    this.doubted.add(eventId);
    const row = this.rows.get(eventId)?.row;
    for (const touched of row ? this.rows.touchedBy(row) : []) this.bare.delete(touched);
  }

  /** Their names may stand in any item. */
  meet(people: readonly Person[]): void {
    const changed = people.filter((person) => !sameData(this.people.get(person.userId), person));
    for (const person of changed) this.people.set(person.userId, person);
    if (changed.length > 0) this.bare.clear();
  }

  /** Forgets what stands elsewhere, and what relates to nothing else. */
  keep(low: number, high: number): void {
    for (const eventId of this.line.keep(low, high)) this.bare.delete(eventId);
    for (const { row } of [...this.rows.all()]) if (!this.matters(row)) this.rows.drop(row.eventId);
    for (const pos of [...this.gaps.keys()]) if (pos < low || pos > high) this.gaps.delete(pos);
    this.ends = null;
  }

  /** Oldest first. `isNewest`: the line ends where it ends here. */
  items(isNewest: boolean): readonly PlacedItem[] {
    if (isNewest !== this.wasNewest) this.ends = null;
    this.wasNewest = isNewest;
    this.ends ??= this.readers.ends(this.line, this.around.me, isNewest);
    const dressed = new Map<EventId, Dressed>();
    const items: PlacedItem[] = [];
    const used = new Set<string>();
    const gaps = [...this.gaps.values()].filter(({ soft }) => !soft).sort((a, b) => a.pos - b.pos);
    let waiting: UserId[] = [];
    const gapsAbove = (pos: number): void => {
      while (gaps.length > 0 && gaps.at(-1)!.pos >= pos) items.push(gapItem(gaps.pop()!, used));
    };
    for (const { eventId, pos } of this.line.places.toReversed()) {
      gapsAbove(pos);
      // A receipt on an event without a row counts for the nearest message before it.
      waiting.push(...(this.ends.get(eventId) ?? []));
      const bare = this.bareOf(eventId);
      if (!bare) continue;
      const one = this.dress(eventId, bare, waiting, used);
      dressed.set(eventId, one);
      items.push({ item: one.item, pos });
      if (bare.kind === 'message') waiting = [];
    }
    gapsAbove(-Infinity);
    this.dressed = dressed;
    return items.reverse();
  }

  private put(row: EventRow): void {
    for (const eventId of this.rows.put(row)) this.bare.delete(eventId);
  }

  /** Related rows matter where a placed event needs them: what changes it, and what changes that. */
  private matters(row: EventRow): boolean {
    const isPlaced = (eventId: EventId | null): boolean => eventId !== null && this.line.posOf(eventId) !== undefined;
    return isPlaced(row.eventId) || isPlaced(row.relTo) || (row.relTo !== null && isPlaced(this.rows.get(row.relTo)?.row.relTo ?? null));
  }

  private bareOf(eventId: EventId): RowItem | null {
    const known = this.bare.get(eventId);
    if (known !== undefined) return known;
    const row = this.rows.get(eventId);
    const made = row ? projectRow(row, this.around) : null;
    this.bare.set(eventId, made);
    return made;
  }

  /** What looks the same stays the same object, so that nobody has to look at it again. */
  private dress(eventId: EventId, bare: RowItem, waiting: readonly UserId[], used: Set<string>): Dressed {
    const old = this.dressed.get(eventId);
    const id = freeId(bare.id, eventId, used);
    const readers = bare.kind !== 'message' ? [] : waiting.filter((userId) => userId !== bare.sender.userId).slice(0, maxReaders);
    if (old?.bare === bare && old.item.id === id && sameData(old.readers, readers)) return old;
    const named = id === bare.id ? bare : { ...bare, id };
    const item =
      named.kind === 'message' && readers.length > 0 ? { ...named, readBy: readers.map((userId) => this.personOf(userId)) } : named;
    return { bare, readers, item: old && sameData(old.item, item) ? old.item : item };
  }

  private personOf(userId: UserId): Person {
    const known = this.people.get(userId);
    if (known) return known;
    const unknown = { userId, name: personName(null, userId) };
    this.people.set(userId, unknown);
    return unknown;
  }
}

/** A server may give the same transaction ID twice, and a list cannot bear two items of one ID. */
function freeId(id: string, eventId: string, used: Set<string>): string {
  let free = used.has(id) ? eventId : id;
  while (used.has(free)) free += '~';
  used.add(free);
  return free;
}

function gapItem({ pos }: GapRow, used: Set<string>): PlacedItem {
  const id = freeId(`gap:${pos}`, `gap:${pos}~`, used);
  return { item: { kind: 'gap', id, pos }, pos };
}
