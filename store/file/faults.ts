import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { never } from '../../core/never.ts';

export type Fault = 'corrupt' | 'diskFull' | 'diskReadOnly' | 'unknown';

/** What a failure of SQLite means; `path` is the file it happened in. */
export function faultOf(cause: unknown, path: string): Fault {
  const code = sqliteCode(cause);
  if (code === null) return 'unknown';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'corrupt';
  if (/^SQLITE_FULL/.test(code)) return 'diskFull';
  if (/^SQLITE_READONLY/.test(code)) return 'diskReadOnly';
  // SQLite does not tell why it could not open or write: ask the file system.
  if (/^SQLITE_(CANTOPEN|IOERR|PERM|ERROR)/.test(code)) return diskFault(path);
  return 'unknown';
}

export function sqliteCode(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('code' in cause)) return null;
  return typeof cause.code === 'string' && cause.code.startsWith('SQLITE_') ? cause.code : null;
}

/** Whether the place of `path` cannot be written, or is full. */
export function diskFault(path: string): Fault {
  for (const place of [path, dirname(path)]) {
    const fault = accessFault(place);
    if (fault !== null) return fault;
  }
  try {
    return statfsSync(dirname(path)).bavail === 0 ? 'diskFull' : 'unknown';
  } catch {
    return 'unknown';
  }
}

function accessFault(place: string): Fault | null {
  try {
    accessSync(place, constants.W_OK);
    return null;
  } catch (cause) {
    return errnoFault(cause);
  }
}

export function errnoFault(cause: unknown): Fault | null {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'diskReadOnly';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'diskFull';
  return null;
}

/** The outcome of opening that a fault is answered with; null: none of them. */
export function openOutcome(fault: Fault): 'corrupt' | 'diskFull' | 'diskReadOnly' | null {
  switch (fault) {
    case 'corrupt':
    case 'diskFull':
    case 'diskReadOnly':
      return fault;
    case 'unknown':
      return null;
    default:
      return never(fault);
  }
}
