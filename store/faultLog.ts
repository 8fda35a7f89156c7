import { randomBytes } from 'node:crypto';

/** Writes what happened to this process's stderr, which main puts into the log, and gives the reference it is found under. */
export function logFault(what: string, cause: unknown): string {
  const ref = randomBytes(4).toString('hex');
  // SQLite's messages name tables and pages, never values; other causes are named only, because they could quote data.
  const isSqlite = cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_');
  console.error(`store ${ref} ${what}: ${isSqlite ? cause.message : cause instanceof Error ? cause.name : 'unknown'}`);
  return ref;
}
