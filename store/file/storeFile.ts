import type Database from '@signalapp/sqlcipher';
import { assertIntact } from './intact.ts';

/** `power`: on the disk when it returns. `crash`: outlives this process, and a power cut takes at most the last of it, in order. */
type Durability = 'power' | 'crash';

/** The open file. Every write goes through `write`, so that nothing is ever half written. */
export interface StoreFile {
  readonly db: Database;
  readonly isOpen: boolean;
  /** Throws if a damaged page was met by anything read until now; `guarded` calls it after every call. */
  assertIntact(): void;
  /** One transaction: all of it or nothing; nothing if a damaged page was met. */
  write<T>(durability: Durability, work: () => T): T;
  /** Writes the log back and closes the file. */
  close(): void;
}

export function storeFile(db: Database): StoreFile {
  let current: Durability | null = null;
  let isOpen = true;

  function setDurability(wanted: Durability): void {
    if (current === wanted) return;
    db.pragma(`store.synchronous = ${wanted === 'power' ? 'FULL' : 'NORMAL'}`);
    current = wanted;
  }

  return {
    db,
    get isOpen() {
      return isOpen;
    },
    assertIntact: () => assertIntact(db),
    write(durability, work) {
      setDurability(durability);
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        assertIntact(db);
        db.exec('COMMIT');
        return result;
      } catch (cause) {
        rollBack(db);
        throw cause;
      }
    },
    close() {
      isOpen = false;
      try {
        db.pragma('store.wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
      }
    },
  };
}

/** SQLite has already rolled back by itself after a full disk and some I/O errors; then there is nothing to roll back. */
function rollBack(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // The cause of the failed transaction is what counts.
  }
}
