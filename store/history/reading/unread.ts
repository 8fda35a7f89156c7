import type Database from '@signalapp/sqlcipher';
import type { LineNumber } from '../../../core/features/history/rows.ts';

/** Nobody reads further than this. */
const most = 1000;

export interface Unread {
  /** At most 1,000. */
  readonly count: number;
  readonly highlights: number;
  /** There may be more: something is missing above the position. */
  readonly orMore: boolean;
}

/** Above a position of a line; counted from its places, so nothing that is kept can drift. */
export function unreadAbove(db: Database, line: LineNumber, pos: number): Unread {
  const counted = db
    .prepare(
      `SELECT count(*) AS count, coalesce(sum(notify = 2), 0) AS highlights
       FROM (SELECT notify FROM store.places WHERE line = ? AND pos > ? AND notify > 0 LIMIT ${most})`,
    )
    .get<{ count: number; highlights: number }>([line, pos]);
  const gap = db
    .prepare('SELECT 1 FROM store.gaps WHERE line = ? AND pos > ? AND soft = 0 LIMIT 1', { pluck: true })
    .get<number>([line, pos]);
  return { count: counted?.count ?? 0, highlights: counted?.highlights ?? 0, orMore: gap !== undefined };
}
