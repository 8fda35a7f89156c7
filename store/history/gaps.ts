import type Database from '@signalapp/sqlcipher';
import type { GapRow, LineNumber } from '../../core/features/history/rows.ts';

type Row = { line: number; pos: number; back: string | null; fwd: string | null; soft: number };
const gapOf = (row: Row): GapRow => ({ ...row, soft: row.soft === 1 });

/** Further down, and further up, than any place. */
export const bottomless = -(2 ** 52);
export const topless = 2 ** 52;

/** Where something may be missing between two places of a line. */
export class Gaps {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  get(line: LineNumber, pos: number): GapRow | undefined {
    const row = this.db.prepare('SELECT line, pos, back, fwd, soft FROM store.gaps WHERE line = ? AND pos = ?').get<Row>([line, pos]);
    return row && gapOf(row);
  }

  put({ line, pos, back, fwd, soft }: GapRow): void {
    this.db
      .prepare('INSERT OR REPLACE INTO store.gaps (line, pos, back, fwd, soft) VALUES (?, ?, ?, ?, ?)')
      .run([line, pos, back, fwd, soft ? 1 : 0]);
  }

  drop(line: LineNumber, pos: number): void {
    this.db.prepare('DELETE FROM store.gaps WHERE line = ? AND pos = ?').run([line, pos]);
  }

  /** Between two positions, soft ones, too, lowest first; `low` null: down to the end of the line. */
  between(line: LineNumber, low: number | null, high: number): readonly GapRow[] {
    return this.db
      .prepare('SELECT line, pos, back, fwd, soft FROM store.gaps WHERE line = ? AND pos > ? AND pos < ? ORDER BY pos')
      .all<Row>([line, low ?? bottomless, high])
      .map(gapOf);
  }

  shiftBelow(line: LineNumber, pos: number, amount: number): void {
    const moved = this.between(line, null, pos);
    for (const gap of moved) this.drop(line, gap.pos);
    for (const gap of moved) this.put({ ...gap, pos: gap.pos - amount });
  }
}
