import type Database from '@signalapp/sqlcipher';
import type { GapRow, LineNumber } from '../../core/features/history/rows.ts';
import { topless, type Gaps } from './gaps.ts';
import type { LineNotes } from './lineNotes.ts';
import type { LineEntry, Lines } from './lines.ts';
import { NotedLines, step, type Placeable } from './notedLines.ts';
import type { Place, Places } from './places.ts';

/** Between a run and what comes after a gap: 4 million events fit in. */
const newRun = 2 ** 32;

/** Where a page has come to. */
interface Filling {
  readonly line: LineEntry;
  /** The lowest place of the page until now. */
  cur: number;
  /** Below `cur` nothing is known that follows: a new event goes right there. Else it goes between two known ones. */
  open: boolean;
  news: number;
  /** The token below a floating run that was met last; null: the room begins with it. */
  floor: string | null | undefined;
}

/**
 * Puts events into lines. `/sync` gives them in the order of their arrival and `/messages` in the order of the room's graph, so late ones
 * lie elsewhere in each: a gap is closed only by a page that brings nothing new. Runs inside the caller's transaction; whatever is taken
 * twice changes nothing.
 */
export class LineWriter {
  private readonly lines: Lines;
  private readonly places: Places;
  private readonly gaps: Gaps;
  private readonly noted: NotedLines;

  constructor(db: Database, notes: LineNotes) {
    this.noted = new NotedLines(db, notes);
    ({ lines: this.lines, places: this.places, gaps: this.gaps } = this.noted);
  }

  /** The newest events, oldest first. `limited`: something may be missing before them, and `prevBatch` leads there. */
  append(line: LineEntry, events: readonly Placeable[], limited: boolean, prevBatch: string | null): void {
    const top = this.places.top(line.line);
    if (top === null || limited) {
      // One gap stands for all that is missing here: the newer token leads to everything that the older one did.
      if (top !== null && events.length > 0) this.noted.dropGaps(line.line, top, topless);
      const end = { line: line.line, pos: (top ?? 0) + newRun, back: null, fwd: null, soft: false };
      this.fillBack(end, events.toReversed(), prevBatch);
      return;
    }
    let cur = top;
    for (const event of events) {
      const known = this.places.of(event.event, line.what === 'thread');
      if (known === undefined) this.noted.put(event, { line: line.line, pos: (cur += step) });
      // A run that floated has reached the present.
      else if (known.line !== line.line) cur = this.joinAtEnd(known.line, line, cur);
    }
  }

  /** Something is missing above the newest place, and nothing has come yet. */
  tearOff(line: LineEntry, back: string): void {
    const top = this.places.top(line.line);
    if (top !== null) this.noted.addGap({ line: line.line, pos: top + 1, back, fwd: null, soft: false });
  }

  /** A page backwards from a gap: newest first, and `end` the token that the server gave with it; null: the line begins. */
  fillBack(gap: GapRow, events: readonly Placeable[], end: string | null): void {
    const line = this.noted.entry(gap.line);
    const cur = this.places.above(gap.line, gap.pos) ?? gap.pos + step;
    const filling: Filling = { line, cur, open: !gap.soft, news: 0, floor: undefined };
    this.noted.dropGap(gap.line, gap.pos);
    for (const event of events) {
      const known = this.places.of(event.event, line.what === 'thread');
      if (known === undefined) this.putBelow(filling, event);
      else if (known.line === line.line) this.meetOwn(filling, known.pos);
      else if (line.what === 'room' || this.noted.entry(known.line).what === 'floating') this.takeRun(filling, known.line);
      else {
        this.joinAbove(line, known);
        return;
      }
    }
    this.endPage(filling, end);
  }

  /** A page forwards from the top of a floating run: oldest first. `end` null: the present is reached. */
  fillForward(gap: GapRow, events: readonly Placeable[], end: string | null): void {
    const line = this.noted.entry(gap.line);
    let cur = this.places.below(gap.line, gap.pos) ?? gap.pos - step;
    this.noted.dropGap(gap.line, gap.pos);
    for (const event of events) {
      const known = this.places.of(event.event, line.what === 'thread');
      if (known?.line === gap.line) continue;
      if (known !== undefined) {
        if (this.noted.entry(known.line).what === 'floating') this.putOnTop(known.line, line, cur);
        else this.joinBelow(line, known);
        return;
      }
      cur += step;
      this.noted.put(event, { line: line.line, pos: cur });
    }
    if (end !== null) this.noted.addGap({ line: line.line, pos: cur + 1, back: null, fwd: end, soft: false });
  }

  /** An event that nothing around is known of yet, with what a server told of its surroundings. `before`: newest first. */
  startRun(
    room: number,
    event: Placeable,
    before: { readonly events: readonly Placeable[]; readonly end: string | null },
    after: { readonly events: readonly Placeable[]; readonly end: string | null },
  ): void {
    if (this.places.of(event.event, false)) return;
    const line = this.lines.floating(room);
    this.noted.put(event, { line: line.line, pos: 0 });
    this.fillBack({ line: line.line, pos: -1, back: null, fwd: null, soft: false }, before.events, before.end);
    // It may have met the room's line; what follows is asked for when somebody looks there.
    if (this.places.of(event.event, false)?.line !== line.line) return;
    const top = this.places.top(line.line) ?? 0;
    this.fillForward({ line: line.line, pos: top + 1, back: null, fwd: null, soft: false }, after.events, after.end);
  }

  private putBelow(filling: Filling, event: Placeable): void {
    const { line } = filling.line;
    const low = this.places.below(line, filling.cur);
    // Through the older run into the gap below it.
    if (!filling.open && (low === null || this.noted.hardGap(line, low, filling.cur))) {
      this.noted.dropGaps(line, low, filling.cur);
      filling.open = true;
    }
    if (filling.open) {
      this.noted.makeRoom(line, filling.cur, step);
      filling.cur -= step;
    } else {
      this.noted.makeRoom(line, filling.cur, 1);
      filling.cur = Math.floor((filling.cur + this.places.below(line, filling.cur)!) / 2);
    }
    this.noted.put(event, { line, pos: filling.cur });
    filling.news++;
    filling.floor = undefined;
  }

  /** An event of the same line: the older run is met, or one was passed that is known already. */
  private meetOwn(filling: Filling, pos: number): void {
    if (pos >= filling.cur) return;
    this.noted.dropGaps(filling.line.line, pos, filling.cur);
    filling.cur = pos;
    filling.open = false;
    filling.floor = undefined;
  }

  /** A floating run comes below what there is of the page. */
  private takeRun(filling: Filling, run: LineNumber): void {
    const { line } = filling.line;
    const [bottom, top] = this.noted.ends(run);
    const floor = this.noted.bottomGap(run);
    if (!filling.open) this.noted.dropGaps(line, this.places.below(line, filling.cur), filling.cur);
    this.noted.makeRoom(line, filling.cur, top - bottom + 2 * step);
    const offset = filling.cur - step - top;
    this.noted.join(run, line, offset);
    filling.cur = bottom + offset;
    filling.floor = floor?.back ?? null;
    filling.open = true;
    filling.news++;
  }

  /** The page's own token, unless a floating run was met last: then it ends where that did. */
  private endPage({ line: { line }, cur, open, news, floor }: Filling, end: string | null): void {
    const back = floor === undefined ? end : floor;
    if (back === null || (!open && news === 0)) return;
    this.noted.makeRoom(line, cur, 1);
    const low = this.places.below(line, cur);
    if (!open && this.gaps.between(line, low, cur).length > 0) return;
    this.noted.addGap({ line, pos: cur - 1, back, fwd: null, soft: !open && low !== null });
  }

  /** We float and have met the room's line: we go above the event met, and the gap that was there stays above us. */
  private joinAbove(run: LineEntry, { line, pos }: Place): void {
    const [bottom, ownTop] = this.noted.ends(run.line);
    const above = this.places.above(line, pos);
    const gap = this.gaps.between(line, pos, above ?? topless).find(({ soft }) => !soft);
    const fwd = this.noted.topGap(run.line)?.fwd ?? null;
    let offset = pos + step - bottom;
    let top = ownTop + offset;
    if (gap) this.noted.dropGap(line, gap.pos);
    if (above !== null && above <= top + step) {
      const amount = top - above + 3 * step;
      this.noted.shiftBelow(line, above, amount);
      offset -= amount;
      top -= amount;
    }
    this.noted.join(run.line, line, offset);
    if (gap) this.noted.addGap({ line, pos: top + 1, back: gap.back, fwd, soft: false });
  }

  /** We float and have met the room's line from below: we go under the event met. */
  private joinBelow(run: LineEntry, { line, pos }: Place): void {
    const [bottom, top] = this.noted.ends(run.line);
    const floor = this.noted.bottomGap(run.line);
    this.noted.dropGaps(line, this.places.below(line, pos), pos);
    this.noted.makeRoom(line, pos, top - bottom + 2 * step);
    const offset = pos - step - top;
    this.noted.join(run.line, line, offset);
    if (floor) this.noted.addGap({ line, pos: bottom + offset - 1, back: floor.back, fwd: null, soft: false });
  }

  /** Another floating run comes on top of this one, with its own top. */
  private putOnTop(run: LineNumber, line: LineEntry, cur: number): void {
    const fwd = this.noted.topGap(run)?.fwd;
    const [bottom, top] = this.noted.ends(run);
    const offset = cur + step - bottom;
    this.noted.join(run, line.line, offset);
    if (fwd != null) this.noted.addGap({ line: line.line, pos: top + offset + 1, back: null, fwd, soft: false });
  }

  private joinAtEnd(run: LineNumber, line: LineEntry, cur: number): number {
    const [bottom, top] = this.noted.ends(run);
    const offset = cur + step - bottom;
    this.noted.join(run, line.line, offset);
    return top + offset;
  }
}
