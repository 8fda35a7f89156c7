import type { ArgOf } from '../../core/contracts/contract.ts';
import type { RoomSnapshot, StartSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomId } from '../../core/ids.ts';
import { readRoomDetail, readRoomSummary } from '../../core/features/rooms/readRoom.ts';
import { readTimelineItem } from '../../core/features/timeline/readTimeline.ts';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import { fromJson, listOf, shape, unreadable, type Read } from '../../core/read/read.ts';
import type { StoreFile } from '../file/storeFile.ts';

/**
 * Counted up whenever an item comes to mean something else: a snapshot that is older or newer is thrown away and made anew from the sync
 * data.
 */
const snapshotVersion = 1;

/** What is written down, with the version that it was written in. Without the right one it is as if it were not there. */
interface Kept<T> {
  readonly version: number;
  readonly value: T;
}

const keptAs = <T>(read: Read<T>): Read<Kept<T>> =>
  shape<Kept<T>>({ version: (value) => (value === snapshotVersion ? value : unreadable), value: read });
const keptSummary = keptAs(readRoomSummary);
const keptDetail = keptAs(readRoomDetail);
/** One bad item costs itself. */
const keptItems = keptAs(listOf(readTimelineItem));

const keep = (value: unknown): string => JSON.stringify({ version: snapshotVersion, value });

type SnapshotChange = ArgOf<StoreContract['calls']['putSnapshot']>;

/** What the page was showing, so that the next start paints it before anything else is loaded. */
export interface SnapshotTable {
  start(): StartSnapshot;
  room(roomId: RoomId): RoomSnapshot | null;
  put(change: SnapshotChange): void;
}

function summaryOf(text: string): RoomSummary[] {
  const kept = fromJson(text, keptSummary);
  return kept === unreadable ? [] : [kept.value];
}

export function snapshotTable({ db, write }: StoreFile): SnapshotTable {
  function room(roomId: RoomId): RoomSnapshot | null {
    const row = db.prepare('SELECT detail, items FROM store.screens WHERE room_id = ?').get<{ detail: string; items: string }>([roomId]);
    if (!row) return null;
    const detail = fromJson(row.detail, keptDetail);
    const items = fromJson(row.items, keptItems);
    return detail === unreadable || items === unreadable ? null : { detail: detail.value, items: items.value };
  }

  function putRooms(rooms: readonly RoomSummary[]): void {
    const statement = db.prepare('INSERT OR REPLACE INTO store.rooms (room_id, is_invite, last_active_ts, summary) VALUES (?, ?, ?, ?)');
    for (const summary of rooms) statement.run([summary.id, summary.membership === 'invite' ? 1 : 0, summary.lastActiveTs, keep(summary)]);
  }

  function putScreens(screens: readonly RoomSnapshot[]): void {
    const statement = db.prepare('INSERT OR REPLACE INTO store.screens (room_id, detail, items) VALUES (?, ?, ?)');
    for (const { detail, items } of screens) statement.run([detail.id, keep(detail), keep(items)]);
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
      const texts = db
        .prepare('SELECT summary FROM store.rooms ORDER BY is_invite DESC, last_active_ts DESC, room_id', { pluck: true })
        .all<string>();
      const lastRoom = db.prepare('SELECT room_id FROM store.last_room', { pluck: true }).get<RoomId>() ?? null;
      return { rooms: texts.flatMap(summaryOf), lastRoom, room: lastRoom === null ? null : room(lastRoom) };
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
