import type { StoreFile } from '../file/storeFile.ts';

/** The file was written by a newer Latchkey than this one. */
export class NewerSchema extends Error {
  constructor(version: number) {
    super(`the store has version ${version}, which is newer than this program`);
    this.name = 'NewerSchema';
  }
}

export function schemaVersion(file: StoreFile): number {
  return Number(file.db.pragma('store.user_version', { simple: true }));
}

/** Throws where the file is of a newer version than `steps` lead to; changes nothing. */
export function refuseNewer(file: StoreFile, steps: readonly string[]): void {
  const version = schemaVersion(file);
  if (version > steps.length) throw new NewerSchema(version);
}

/** Brings the file to the newest version, one transaction per step: a step that is cut off has not happened. */
export function migrate(file: StoreFile, steps: readonly string[]): void {
  const from = schemaVersion(file);
  if (from > steps.length) throw new NewerSchema(from);
  steps.slice(from).forEach((sql, index) => {
    file.write('power', () => {
      file.db.exec(sql);
      file.db.exec(`PRAGMA store.user_version = ${from + index + 1}`);
    });
  });
}
