import type { RoomAnswer } from '../../core/features/history/answer.ts';
import type { GapRow } from '../../core/features/history/rows.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { forgetOlder } from './forget.ts';
import { takePage, takeSurroundings } from './taking/takePage.ts';
import { takeRoom } from './taking/takeRoom.ts';
import { Rooms } from './rooms.ts';
import { arrivalOf, idOf, rowNumber, WorldOfEvents, type Arrival } from './worldOfEvents.fixtures.ts';

/** One thing that happens; `a` and `b` are drawn and mean what the kind makes of them. */
export interface Deed {
  readonly what: 'live' | 'burst' | 'page' | 'around' | 'torn' | 'forget';
  readonly a: number;
  readonly b: number;
}

export interface StandingLine {
  readonly line: number;
  readonly what: number;
  readonly root: string;
  readonly events: { readonly arrival: Arrival; readonly pos: number }[];
  readonly gaps: GapRow[];
}

const syncLimit = 10;

/** A device's history of one room, of which a world tells. */
export class Life {
  readonly world: WorldOfEvents;
  /** The answer before last could not be saved. */
  isTorn = false;
  private readonly file: StoreFile;
  /** One in so many comes late; 0: none. */
  private readonly lateness: number;
  private drawn = 1;

  constructor(file: StoreFile, name: string, lateness: number) {
    this.file = file;
    this.world = new WorldOfEvents(name);
    this.lateness = lateness;
    this.arrive(1 + (name.length % 7));
  }

  do({ what, a, b }: Deed): void {
    if (what === 'live') this.live(a % 8, b);
    else if (what === 'burst') this.live(a % 120, b);
    else if (what === 'page') this.page(a, 1 + (b % 25));
    else if (what === 'around') this.around(a % this.world.arrived.length, 1 + (b % 6));
    else if (what === 'forget') this.forget(a % this.world.arrived.length);
    else this.tear(a % 8);
  }

  /** All that was sent before this one. */
  forget(arrival: Arrival): number {
    const { ts } = rowNumber(arrival);
    let rows = 0;
    for (let next: number | null = 0; next !== null;) {
      const done = this.file.write('crash', () => forgetOlder(this.file.db, ts, next!));
      rows += done.rows;
      ({ next } = done);
    }
    return rows;
  }

  /** How many events of it lie in the file. */
  rows(): number {
    const room = new Rooms(this.file.db).find(this.world.roomId) ?? 0;
    return this.file.db.prepare('SELECT count(*) FROM store.events WHERE room = ?', { pluck: true }).get<number>([room]) ?? 0;
  }

  /** As it lies in the file. */
  lines(): readonly StandingLine[] {
    const room = new Rooms(this.file.db).find(this.world.roomId) ?? 0;
    const lines = this.file.db
      .prepare('SELECT line, what, root FROM store.lines /* of the fixture */ WHERE room = ? ORDER BY line')
      .all<{ line: number; what: number; root: string }>([room]);
    return lines.map((line) => ({
      ...line,
      events: this.file.db
        .prepare('SELECT e.event_id, p.pos FROM store.places p JOIN store.events e ON e.event = p.event WHERE p.line = ? ORDER BY p.pos')
        .all<{ event_id: string; pos: number }>([line.line])
        .map(({ event_id: id, pos }) => ({ arrival: arrivalOf(id), pos })),
      gaps: this.file.db
        .prepare('SELECT line, pos, back, fwd, soft FROM store.gaps WHERE line = ? ORDER BY pos')
        .all<Omit<GapRow, 'soft'> & { soft: number }>([line.line])
        .map((gap) => ({ ...gap, soft: gap.soft === 1 })),
    }));
  }

  /** Pages back until no gap is left that leads backwards; gives how many pages that took. */
  fillAll(): number {
    for (let pages = 0; pages < 5000; pages++) {
      const gap = this.lines()
        .flatMap((line) => line.gaps.filter(({ back }) => back !== null).map((found) => ({ found, root: line.root })))
        .at(-1);
      if (!gap) return pages;
      this.pageBack(gap.found, gap.root, 50);
    }
    throw new Error('gaps without end');
  }

  take(answer: RoomAnswer): void {
    this.file.write('crash', () => takeRoom(this.file.db, answer));
  }

  private live(more: number, b: number): void {
    const { world } = this;
    this.arrive(more);
    const before = world.synced;
    const answer = world.sync(before, syncLimit);
    this.take(answer);
    this.isTorn = false;
    world.synced = world.arrived.length;
    if (b % 3 === 0) this.take(answer);
    // The device had not kept the token, and more has happened since.
    if (b % 4 === 0) {
      this.arrive(b % 25);
      this.take(world.sync(before, syncLimit));
      world.synced = world.arrived.length;
    }
  }

  private tear(more: number): void {
    this.arrive(more);
    const room = new Rooms(this.file.db).find(this.world.roomId);
    if (room === undefined || this.world.synced === 0) return;
    this.file.write('crash', () => new Rooms(this.file.db).setTorn(room, true));
    this.world.synced = this.world.arrived.length;
    this.isTorn = true;
  }

  private page(a: number, limit: number): void {
    const gaps = this.lines().flatMap(({ gaps: own, root, what }) => own.map((gap) => ({ gap, root, what })));
    const found = gaps[a % Math.max(1, gaps.length)];
    if (!found) return;
    const { gap, root, what } = found;
    if (gap.back !== null) return this.pageBack(gap, root, limit);
    if (gap.fwd === null || what !== 1) return;
    const { rows, end } = this.world.forward(gap.fwd, limit);
    this.file.write('crash', () => takePage(this.file.db, { line: gap.line, pos: gap.pos, direction: 'forward', rows, bundled: [], end }));
  }

  private pageBack(gap: GapRow, root: string, limit: number): void {
    // Where there is no token, the server gives one for the event above.
    const token = gap.back === '' ? idOf(this.above(gap)) : gap.back!;
    const { rows, end } = this.world.back(token, limit, root === '' ? null : root);
    this.file.write('crash', () => takePage(this.file.db, { line: gap.line, pos: gap.pos, direction: 'back', rows, bundled: [], end }));
  }

  private above({ line, pos }: GapRow): Arrival {
    const events = this.lines().find((each) => each.line === line)?.events ?? [];
    const above = events.find((event) => event.pos > pos);
    if (above === undefined) throw new Error('a gap above everything');
    return above.arrival;
  }

  private around(arrival: Arrival, limit: number): void {
    const before = this.world.back(idOf(arrival), limit);
    const after = this.world.forward(idOf(arrival), limit);
    const surroundings = { row: rowNumber(arrival), before, after, bundled: [] };
    this.file.write('crash', () => takeSurroundings(this.file.db, this.world.roomId, surroundings));
  }

  private arrive(more: number): void {
    for (let n = 0; n < more; n++) this.world.arrive(this.lateness > 0 && this.draw(this.lateness) === 0 ? 1 + this.draw(40) : 0);
  }

  /** Always the same ones for the same life. */
  private draw(below: number): number {
    this.drawn = (Math.imul(this.drawn, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.drawn >> 8) % below;
  }
}
