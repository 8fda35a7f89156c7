import type { Draft } from '../../core/features/drafts/storeCalls.ts';
import type { RoomId } from '../../core/ids.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { targetOf } from './targetOf.ts';

/** On the disk when `put` returns. */
export interface DraftsTable {
  all(): readonly Draft[];
  put(draft: Draft): void;
}

export function draftsTable({ db, write }: StoreFile): DraftsTable {
  return {
    all: () =>
      db
        .prepare('SELECT room_id, text FROM store.drafts ORDER BY room_id')
        .all<{ room_id: RoomId; text: string }>()
        .map((row) => ({ roomId: row.room_id, text: row.text })),
    put({ roomId, text }) {
      write('power', () => {
        if (text === '') db.prepare('DELETE FROM store.drafts WHERE target = ?').run([targetOf(roomId)]);
        else
          db.prepare('INSERT OR REPLACE INTO store.drafts (target, room_id, text) VALUES (?, ?, ?)').run([targetOf(roomId), roomId, text]);
      });
    },
  };
}
