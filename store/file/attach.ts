import Database from '@signalapp/sqlcipher';
import { keyLiteral } from './keyLiteral.ts';

/** A page holds 4 KiB; past this the log is written back into the file by itself. */
const checkpointPages = 1000;
const keptLogBytes = 4 * 1024 * 1024;
/** A store that was killed may hold its lock for a moment longer. */
const lockWaitMs = 3000;

/**
 * Attaches the encrypted file as `store` to an empty database in memory: ATTACH takes the key as a bound value, whereas
 * `PRAGMA key` would leave it in a string. Makes the file when it is not there. Reads nothing of it yet.
 */
export function attach(path: string, key: Uint8Array): Database {
  const db = new Database(':memory:', { cacheStatements: true });
  const literal = keyLiteral(key);
  try {
    db.pragma(`busy_timeout = ${lockWaitMs}`);
    const statement = db.prepare('ATTACH DATABASE ? AS store KEY ?', { persistent: false });
    statement.run([path, literal]);
    statement.close();
    // Exclusive: no second process ever writes this file, and the log's index stays in memory instead of a third file.
    db.pragma('store.locking_mode = EXCLUSIVE');
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  } finally {
    literal.fill(0);
  }
}

/** Reads the first page, so a wrong key ends here. */
export function setUpLog(db: Database): void {
  db.pragma('store.user_version');
  db.pragma('store.journal_mode = WAL');
  db.pragma(`store.wal_autocheckpoint = ${checkpointPages}`);
  db.pragma(`store.journal_size_limit = ${keptLogBytes}`);
}
