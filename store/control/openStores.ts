import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StoreOutcome } from '../../core/features/app/storeCalls.ts';
import { begunAnewValue } from '../../core/features/history/begunAnew.ts';
import { logFault } from '../faultLog.ts';
import { errnoFault, faultOf, openOutcome } from '../file/faults.ts';
import { rewriteShrinkable } from '../file/freeSpace.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { marksOf } from '../own/marks.ts';
import { migrateHistory } from '../own/moveOwn.ts';
import { ownMigrations } from '../own/ownMigrations.ts';
import { valuesTable } from '../own/valuesTable.ts';
import { migrate, NewerSchema, refuseNewer, schemaVersion } from '../schema/migrate.ts';
import { migrations, ownTablesGo } from '../schema/migrations.ts';
import { openFile } from './openFile.ts';
import { setAside } from './setAside.ts';
import type { StorePaths, Stores } from '../file/stores.ts';

export type OpenResult =
  | { readonly outcome: 'opened' | 'created'; readonly stores: Stores }
  | { readonly outcome: Exclude<StoreOutcome, 'opened' | 'created'>; readonly cause: unknown };

/**
 * Opens both files, or says why not; never changes one that it cannot open, but for a history with a damaged page: that is set aside and
 * begun anew.
 */
export function openStores(paths: StorePaths, key: Uint8Array, create: boolean): OpenResult {
  const isNew = !isThere(paths.own) && !isThere(paths.history);
  if (isNew && !create) return { outcome: 'missing', cause: null };
  let inQuestion = paths.own;
  const opened: StoreFile[] = [];
  const open = (path: string): StoreFile => {
    inQuestion = path;
    const file = openFile(path, key);
    opened.push(file);
    return file;
  };
  try {
    if (isNew) mkdirSync(dirname(paths.own), { recursive: true, mode: 0o700 });
    return { outcome: isNew ? 'created' : 'opened', stores: openBoth(paths, open) };
  } catch (cause) {
    for (const { db } of opened) db.close();
    const outcome =
      cause instanceof NewerSchema ? 'newer' : (openOutcome(faultOf(cause, inQuestion)) ?? openOutcome(errnoFault(cause) ?? 'unknown'));
    if (outcome === null) throw cause;
    return { outcome, cause };
  }
}

function openBoth(paths: StorePaths, open: (path: string) => StoreFile): Stores {
  const known = isThere(paths.own) ? openOwn(paths, open) : null;
  const found = isThere(paths.history) ? openFound(paths, known, open) : null;
  // Made only now: a history that cannot be opened, or is of a newer Latchkey, leaves everything as it was.
  if (known === null && found !== null && schemaVersion(found) > ownTablesGo) logFault('the small file is gone and begun anew', null);
  const own = known ?? openOwn(paths, open);
  const history = found ?? open(paths.history);
  const marks = marksOf(own);
  migrateHistory(history, own, marks.has('historyMade'));
  rewriteShrinkable(history);
  own.assertIntact();
  history.assertIntact();
  if (!marks.has('historyMade')) marks.set('historyMade', true);
  else if (found === null) sayBegunAnew(own);
  return { own, history };
}

function openOwn(paths: StorePaths, open: (path: string) => StoreFile): StoreFile {
  const own = open(paths.own);
  migrate(own, ownMigrations);
  // Damage that was met while the store ran last.
  if (marksOf(own).has('historyDamaged')) beginAnew(paths, own);
  return own;
}

/** Null: a page of it is damaged, so another one takes its place. */
function openFound(paths: StorePaths, own: StoreFile | null, open: (path: string) => StoreFile): StoreFile | null {
  try {
    const history = open(paths.history);
    refuseNewer(history, migrations);
    return history;
  } catch (cause) {
    // What nobody else has may lie in it still; and where the key does not open the small file either, it is not ours to judge.
    if (own === null || !marksOf(own).has('historyMade') || faultOf(cause, paths.history) !== 'corrupt') throw cause;
    logFault('the history is damaged and begun anew', cause);
    marksOf(own).set('historyDamaged', true);
    beginAnew(paths, own);
    return null;
  }
}

function beginAnew({ history }: StorePaths, own: StoreFile): void {
  setAside(history);
  sayBegunAnew(own);
  marksOf(own).set('historyDamaged', false);
}

function sayBegunAnew(own: StoreFile): void {
  valuesTable(own).put(begunAnewValue, 'yes');
}

/** An empty file is one whose making was cut off before anything was written: there was never anything in it. */
const isThere = (path: string): boolean => existsSync(path) && statSync(path).size > 0;
