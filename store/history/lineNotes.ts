import type { GapRow, LineNumber } from '../../core/features/history/rows.ts';
import type { EventNumber } from './places.ts';

/** What one line went through, before events have their IDs again. */
export interface NotedLine {
  readonly placed: { readonly event: EventNumber; readonly pos: number }[];
  moved: boolean;
  readonly newGaps: Map<number, GapRow>;
  readonly goneGaps: Set<number>;
}

/** Takes down what becomes of lines, so that windows change by it and need not be read anew. */
export class LineNotes {
  readonly lines = new Map<LineNumber, NotedLine>();

  placed(line: LineNumber, event: EventNumber, pos: number): void {
    this.of(line).placed.push({ event, pos });
  }

  moved(line: LineNumber): void {
    this.of(line).moved = true;
  }

  newGap(gap: GapRow): void {
    this.of(gap.line).newGaps.set(gap.pos, gap);
    this.of(gap.line).goneGaps.delete(gap.pos);
  }

  goneGap(line: LineNumber, pos: number): void {
    // One that came and went meanwhile was never seen.
    if (!this.of(line).newGaps.delete(pos)) this.of(line).goneGaps.add(pos);
  }

  private of(line: LineNumber): NotedLine {
    const known = this.lines.get(line);
    if (known) return known;
    const noted: NotedLine = { placed: [], moved: false, newGaps: new Map(), goneGaps: new Set() };
    this.lines.set(line, noted);
    return noted;
  }
}
