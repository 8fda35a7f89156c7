import type Database from '@signalapp/sqlcipher';
import type { GapRow, LineNumber } from '../../core/features/history/rows.ts';
import { Gaps, topless } from './gaps.ts';
import type { LineNotes } from './lineNotes.ts';
import { Lines, type LineEntry } from './lines.ts';
import { Places, type EventNumber, type Place } from './places.ts';

/** Between two events that came one after the other: so many may be put between them before others have to move. */
export const step = 1024;

/** What is to be placed; `notify` stands in the place from the start where it is known already. */
export interface Placeable {
  readonly event: EventNumber;
  readonly notify: number | null;
}

/** Changes of lines, each taken down as it is made. */
export class NotedLines {
  readonly lines: Lines;
  readonly places: Places;
  readonly gaps: Gaps;
  private readonly notes: LineNotes;

  constructor(db: Database, notes: LineNotes) {
    this.lines = new Lines(db);
    this.places = new Places(db);
    this.gaps = new Gaps(db);
    this.notes = notes;
  }

  /** A floating run becomes part of another line. */
  join(run: LineNumber, line: LineNumber, offset: number): void {
    this.places.move(run, line, offset);
    this.dropGaps(run, null, topless);
    this.lines.drop(run);
    this.notes.moved(run);
    this.notes.moved(line);
  }
  /** What lies below `cur` is moved down if fewer than `need` positions are free. */
  makeRoom(line: LineNumber, cur: number, need: number): void {
    const low = this.places.below(line, cur);
    if (low !== null && cur - low <= need) this.shiftBelow(line, cur, need + step);
  }

  shiftBelow(line: LineNumber, pos: number, amount: number): void {
    this.places.shiftBelow(line, pos, amount);
    this.gaps.shiftBelow(line, pos, amount);
    this.notes.moved(line);
  }

  put({ event, notify }: Placeable, place: Place): void {
    this.places.put(event, place, notify);
    this.notes.placed(place.line, event, place.pos);
  }

  hardGap(line: LineNumber, low: number | null, high: number): GapRow | undefined {
    return this.gaps.between(line, low, high).find(({ soft }) => !soft);
  }

  bottomGap(line: LineNumber): GapRow | undefined {
    return this.hardGap(line, null, this.ends(line)[0]);
  }

  topGap(line: LineNumber): GapRow | undefined {
    return this.hardGap(line, this.ends(line)[1], topless);
  }

  ends(line: LineNumber): readonly [number, number] {
    return [this.places.bottom(line) ?? 0, this.places.top(line) ?? 0];
  }

  addGap(gap: GapRow): void {
    this.gaps.put(gap);
    this.notes.newGap(gap);
  }

  dropGap(line: LineNumber, pos: number): void {
    if (!this.gaps.get(line, pos)) return;
    this.gaps.drop(line, pos);
    this.notes.goneGap(line, pos);
  }

  dropGaps(line: LineNumber, low: number | null, high: number): void {
    for (const { pos } of this.gaps.between(line, low, high)) this.dropGap(line, pos);
  }

  entry(line: LineNumber): LineEntry {
    const entry = this.lines.get(line);
    if (!entry) throw new Error('no such line');
    return entry;
  }
}
