import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './syncFolder.ts';

/** Where a damaged file stays, encrypted as it is, until the next one or until the account is erased. */
export const asideOf = (path: string): string => `${path}.damaged`;

/** The log first: beside a new file an old log would be taken for its own. What was cut off in between is done again. */
export function setAside(path: string): void {
  for (const suffix of ['-wal', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, asideOf(path) + suffix);
  }
  syncFolder(dirname(path));
}
