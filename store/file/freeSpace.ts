import type Database from '@signalapp/sqlcipher';
import { logFault } from '../faultLog.ts';
import type { StoreFile } from './storeFile.ts';

/** Each is a page that moves; so many take some 10 ms. */
const pagesAtOnce = 25;
/** As `PRAGMA auto_vacuum` says it. */
const incremental = 2;
/** Written anew within a second or two; what is bigger keeps its free pages and uses them again. */
const mostPages = 16_000;

const numberOf = (db: Database, name: string): number => Number(db.pragma(`store.${name}`, { simple: true }));

/** Before the file has a first table: that what becomes free in it can be given back. */
export function makeShrinkable(db: Database): void {
  db.pragma('store.auto_vacuum = INCREMENTAL');
}

/**
 * A file of an earlier version is written anew for it, once; all of it or nothing, as SQLite does that. Where there is no room, it stays as
 * it is.
 */
export function rewriteShrinkable({ db, assertIntact }: StoreFile): void {
  if (numberOf(db, 'auto_vacuum') === incremental || numberOf(db, 'page_count') > mostPages) return;
  // What stands for a damaged page would be written as if it were good. It stays, and is met when it is read.
  if (db.pragma('store.cipher_integrity_check').length > 0) return;
  try {
    makeShrinkable(db);
    db.exec('VACUUM store');
  } catch (cause) {
    logFault('writing the history anew', cause);
  }
  assertIntact();
}

/** Whether there is more to give. */
export function giveBack({ db }: StoreFile): boolean {
  if (numberOf(db, 'auto_vacuum') !== incremental || numberOf(db, 'freelist_count') === 0) return false;
  db.pragma(`store.incremental_vacuum(${pagesAtOnce})`);
  return numberOf(db, 'freelist_count') > 0;
}

export function usedBytes({ db }: StoreFile): number {
  return (numberOf(db, 'page_count') - numberOf(db, 'freelist_count')) * numberOf(db, 'page_size');
}
