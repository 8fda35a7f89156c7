import type { SavedSync } from '../../core/features/sync/storeCalls.ts';
import type { StoreFile } from '../file/storeFile.ts';

/**
 * Written with durability `crash`: after a power cut the sync may be older than it was, which only makes the server send more. But a
 * checkpoint makes all of it durable at any time. So whoever appends has made durable before what the crypto store got of it (L-4, ADR
 * 0012).
 */
export interface SyncTable {
  load(): SavedSync;
  /** How long the log is. */
  size(): { logLength: number; logBytes: number };
  append(sync: string): { logLength: number; logBytes: number };
  compact(base: string): void;
}

export function syncTable(file: StoreFile): SyncTable {
  const { db, write } = file;

  function logSize(): { logLength: number; logBytes: number } {
    const row = db
      .prepare('SELECT count(*) AS length, coalesce(sum(bytes), 0) AS bytes FROM store.sync_log')
      .get<{ length: number; bytes: number }>();
    return { logLength: row?.length ?? 0, logBytes: row?.bytes ?? 0 };
  }

  return {
    size: logSize,
    load: () => ({
      base: db.prepare('SELECT sync FROM store.sync_base', { pluck: true }).get<string>() ?? null,
      log: db.prepare('SELECT sync FROM store.sync_log ORDER BY n', { pluck: true }).all<string>(),
    }),
    append(sync) {
      write('crash', () => {
        db.prepare('INSERT INTO store.sync_log (bytes, sync) VALUES (?, ?)').run([Buffer.byteLength(sync), sync]);
      });
      return logSize();
    },
    compact(base) {
      write('crash', () => {
        db.prepare('INSERT INTO store.sync_base (id, sync) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sync = excluded.sync').run([base]);
        db.prepare('DELETE FROM store.sync_log').run();
      });
    },
  };
}
