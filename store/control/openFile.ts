import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { attach, setUpLog } from '../file/attach.ts';
import { diskFault } from '../file/faults.ts';
import { makeShrinkable } from '../file/freeSpace.ts';
import { DamagedPage } from '../file/intact.ts';
import { storeFile, type StoreFile } from '../file/storeFile.ts';
import { syncFolder } from './syncFolder.ts';

/** Every page is verified whenever it is read; a file this small is verified whole at once, at 4 ms per MB. */
const checkedWholeBytes = 1024 * 1024;

/**
 * Opens one file as it is, whatever its version; makes it where there is none. Throws what SQLite or the disk says, and has changed nothing
 * then.
 */
export function openFile(path: string, key: Uint8Array): StoreFile {
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (!isNew) refuseReadOnly(path);
  const db = attach(path, key);
  try {
    if (isNew) makeShrinkable(db);
    setUpLog(db);
    const file = storeFile(db);
    if (statSync(path).size <= checkedWholeBytes) checkWhole(file);
    file.assertIntact();
    if (isNew) syncFolder(dirname(path));
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
