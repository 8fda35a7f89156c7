import type { ArgOf } from '../../core/contracts/contract.ts';
import type { RoomSnapshot, StartSnapshot, StoreContract } from '../../core/contracts/store.ts';
import type { RoomId } from '../../core/ids.ts';
import type { RoomDetail, RoomSummary } from '../../core/model/room.ts';
import type { TimelineItem } from '../../core/model/timeline.ts';
import type { StoreFile } from '../file/storeFile.ts';

type SnapshotChange = ArgOf<StoreContract['calls']['putSnapshot']>;

/** What the page was showing, so that the next start paints it before anything else is loaded. */
export interface Snapshot {
  start(): StartSnapshot;
  room(roomId: RoomId): RoomSnapshot | null;
  put(change: SnapshotChange): void;
}

export function snapshot({ db, write }: StoreFile): Snapshot {
  function room(roomId: RoomId): RoomSnapshot | null {
    const row = db.prepare('SELECT detail, items FROM store.screens WHERE room_id = ?').get<{ detail: string; items: string }>([roomId]);
    return row ? { detail: JSON.parse(row.detail) as RoomDetail, items: JSON.parse(row.items) as TimelineItem[] } : null;
  }

  function putRooms(rooms: readonly RoomSummary[]): void {
    const statement = db.prepare('INSERT OR REPLACE INTO store.rooms (room_id, is_invite, last_active_ts, summary) VALUES (?, ?, ?, ?)');
    for (const summary of rooms) statement.run([summary.id, summary.membership === 'invite' ? 1 : 0, summary.lastActiveTs, JSON.stringify(summary)]);
  }

  function putScreens(screens: readonly RoomSnapshot[]): void {
    const statement = db.prepare('INSERT OR REPLACE INTO store.screens (room_id, detail, items) VALUES (?, ?, ?)');
    for (const { detail, items } of screens) statement.run([detail.id, JSON.stringify(detail), JSON.stringify(items)]);
  }

  function forget(gone: readonly RoomId[]): void {
    for (const roomId of gone) {
      db.prepare('DELETE FROM store.rooms WHERE room_id = ?').run([roomId]);
      db.prepare('DELETE FROM store.screens WHERE room_id = ?').run([roomId]);
    }
  }

  function putLastRoom(roomId: RoomId | null): void {
    db.prepare('DELETE FROM store.last_room').run();
    if (roomId !== null) db.prepare('INSERT INTO store.last_room (id, room_id) VALUES (1, ?)').run([roomId]);
  }

  return {
    start() {
      const texts = db.prepare('SELECT summary FROM store.rooms ORDER BY is_invite DESC, last_active_ts DESC, room_id', { pluck: true }).all<string>();
      const lastRoom = db.prepare('SELECT room_id FROM store.last_room', { pluck: true }).get<RoomId>() ?? null;
      // One parse of the whole list is faster than one per room.
      const rooms = JSON.parse(`[${texts.join(',')}]`) as RoomSummary[];
      return { rooms, lastRoom, room: lastRoom === null ? null : room(lastRoom) };
    },
    room,
    put({ rooms, details, gone, lastRoom }) {
      write('crash', () => {
        putRooms(rooms);
        putScreens(details);
        forget(gone);
        putLastRoom(lastRoom !== null && gone.includes(lastRoom) ? null : lastRoom);
      });
    },
  };
}
