import type { StoreFile } from '../file/storeFile.ts';

/** Small named texts of the engine's, such as the sync filter's ID. */
export interface ValuesTable {
  get(name: string): string | null;
  put(name: string, value: string | null): void;
}

export function valuesTable({ db, write }: StoreFile): ValuesTable {
  return {
    get: (name) => db.prepare('SELECT value FROM store.named_values WHERE name = ?', { pluck: true }).get<string>([name]) ?? null,
    put(name, value) {
      write('power', () => {
        if (value === null) db.prepare('DELETE FROM store.named_values WHERE name = ?').run([name]);
        else db.prepare('INSERT OR REPLACE INTO store.named_values (name, value) VALUES (?, ?)').run([name, value]);
      });
    },
  };
}
