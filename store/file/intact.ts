import type Database from '@signalapp/sqlcipher';

/** Shaped like SQLite's own error, so that it is read as the same fault. */
export class DamagedPage extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/**
 * Must follow every read, before its result is used. SQLCipher puts zeros in the place of a page that fails its check and tells only when
 * the next page is read; at the last page of a long text nothing follows, and the zeros would pass for data.
 */
export function assertIntact(db: Database): void {
  // Answered while it is compiled, so a kept statement would go on telling what once was.
  const statement = db.prepare('PRAGMA store.cipher_status', { pluck: true, persistent: false });
  const status = statement.get();
  statement.close();
  if (status !== '1') throw new DamagedPage('a page failed its check');
}
