import type { EventId } from '../../ids.ts';

export interface Place {
  readonly eventId: EventId;
  readonly pos: number;
}

/** Where events stand, by position; no two share one. */
export class Line {
  private readonly sorted: Place[] = [];
  private readonly positions = new Map<EventId, number>();

  get places(): readonly Place[] {
    return this.sorted;
  }

  posOf(eventId: EventId): number | undefined {
    return this.positions.get(eventId);
  }

  at(pos: number): EventId | undefined {
    const place = this.sorted[this.indexOf(pos)];
    return place?.pos === pos ? place.eventId : undefined;
  }

  put(eventId: EventId, pos: number): void {
    if (this.positions.get(eventId) === pos) return;
    this.drop(eventId);
    this.sorted.splice(this.indexOf(pos), 0, { eventId, pos });
    this.positions.set(eventId, pos);
  }

  drop(eventId: EventId): void {
    const pos = this.positions.get(eventId);
    if (pos === undefined) return;
    this.positions.delete(eventId);
    // While places move, two may stand at one position for a moment.
    const at = this.sorted.findIndex((place, index) => index >= this.indexOf(pos) && place.eventId === eventId);
    this.sorted.splice(at, 1);
  }

  /** Leaves what stands from `low` to `high`; returns the others. */
  keep(low: number, high: number): readonly EventId[] {
    const [from, to] = [this.indexOf(low), this.indexAfter(high)];
    const gone = [...this.sorted.splice(to), ...this.sorted.splice(0, from)];
    for (const { eventId } of gone) this.positions.delete(eventId);
    return gone.map(({ eventId }) => eventId);
  }

  /** The index of the first place at `pos` or above it. */
  private indexOf(pos: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]!.pos < pos) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private indexAfter(pos: number): number {
    let index = this.indexOf(pos);
    while (index < this.sorted.length && this.sorted[index]!.pos === pos) index++;
    return index;
  }
}
