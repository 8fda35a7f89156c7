import type Database from '@signalapp/sqlcipher';
import type { HistoryCount } from '../../core/features/history/calls.ts';
import { keptOfRoom } from './forget.ts';
import type { RoomNumber } from './rooms.ts';

/** After so many rows of an index others get their turn. */
const enoughRows = 5_000;
const mostRooms = 50;

/** How much of the history is how old, some rooms at a time. */
export function countEvents(db: Database, times: readonly number[], from: RoomNumber): Omit<HistoryCount, 'bytes'> {
  const rooms = db
    .prepare('SELECT room FROM store.history_rooms WHERE room >= ? ORDER BY room LIMIT ?', { pluck: true })
    .all<RoomNumber>([from, mostRooms + 1]);
  const count = db.prepare('SELECT count(*) FROM store.events WHERE room = ? AND ts < ?', { pluck: true });
  const last = db.prepare('SELECT max(ts) FROM store.events WHERE room = ?', { pluck: true });
  const older = times.map(() => 0);
  let [events, newest] = [0, 0];
  for (const [index, room] of rooms.entries()) {
    if (index === mostRooms || events >= enoughRows) return { events, older, newest, next: room };
    const all = count.get<number>([room, Number.MAX_SAFE_INTEGER]) ?? 0;
    events += all;
    times.forEach((time, at) => {
      const old = count.get<number>([room, time]) ?? 0;
      older[at] = older[at]! + Math.min(old, Math.max(0, all - keptOfRoom));
    });
    newest = Math.max(newest, last.get<number | null>([room]) ?? 0);
  }
  return { events, older, newest, next: null };
}
