import type { RoomId } from '../../core/ids.ts';
import type { StoreFile } from '../file/storeFile.ts';

/** Out-of-band members per room; they can always be asked of the server again. */
export interface MembersTable {
  load(roomId: RoomId): string | null;
  put(roomId: RoomId, members: string | null): void;
}

export function membersTable({ db, write }: StoreFile): MembersTable {
  return {
    load: (roomId) => db.prepare('SELECT members FROM store.members WHERE room_id = ?', { pluck: true }).get<string>([roomId]) ?? null,
    put(roomId, text) {
      write('crash', () => {
        if (text === null) db.prepare('DELETE FROM store.members WHERE room_id = ?').run([roomId]);
        else db.prepare('INSERT OR REPLACE INTO store.members (room_id, members) VALUES (?, ?)').run([roomId, text]);
      });
    },
  };
}
