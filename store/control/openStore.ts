import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StoreOutcome } from '../../core/contracts/store.ts';
import { attach, setUpLog } from '../file/attach.ts';
import { diskFault, errnoFault, faultOf, openOutcome } from '../file/faults.ts';
import { DamagedPage } from '../file/intact.ts';
import { storeFile } from '../file/storeFile.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { migrate, NewerSchema } from '../schema/migrate.ts';
import { migrations } from '../schema/migrations.ts';
import { syncFolder } from './syncFolder.ts';

export type OpenResult =
  | { readonly outcome: 'opened' | 'created'; readonly file: StoreFile }
  | { readonly outcome: Exclude<StoreOutcome, 'opened' | 'created'>; readonly cause: unknown };

/** Every page is verified whenever it is read; a file this small is verified whole at once, at 4 ms per MB. */
const checkedWholeBytes = 1024 * 1024;

/** Opens the file, or says why not; never changes one that it cannot open. Other failures are thrown. */
export function openStore(path: string, key: Uint8Array, create: boolean): OpenResult {
  // An empty file is one whose making was cut off before anything was written: there was never anything in it.
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (isNew && !create) return { outcome: 'missing', cause: null };
  try {
    if (isNew) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    else refuseReadOnly(path);
    const file = openFile(path, key);
    if (isNew) syncFolder(dirname(path));
    return { outcome: isNew ? 'created' : 'opened', file };
  } catch (cause) {
    const outcome =
      cause instanceof NewerSchema ? 'newer' : (openOutcome(faultOf(cause, path)) ?? openOutcome(errnoFault(cause) ?? 'unknown'));
    if (outcome === null) throw cause;
    return { outcome, cause };
  }
}

function openFile(path: string, key: Uint8Array): StoreFile {
  const db = attach(path, key);
  try {
    setUpLog(db);
    const file = storeFile(db);
    if (statSync(path).size <= checkedWholeBytes) checkWhole(file);
    migrate(file, migrations);
    file.assertIntact();
    return file;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function checkWhole({ db }: StoreFile): void {
  const damaged = db.pragma('store.cipher_integrity_check').length;
  if (damaged > 0) throw new DamagedPage(`${damaged} damaged pages`);
}

class ReadOnly extends Error {
  readonly code = 'SQLITE_READONLY';
}

/** SQLite would open such a file and only fail at the first write. */
function refuseReadOnly(path: string): void {
  if (diskFault(path) === 'diskReadOnly') throw new ReadOnly('the file or its folder cannot be written');
}
