import type { StoreFile } from '../file/storeFile.ts';

/**
 * What the small file knows of the big one. `historyMade`: there is one, and nothing of ours lies in it any more. `historyDamaged`: a
 * damaged page was met, so it is set aside before it is opened again.
 */
type Mark = 'historyMade' | 'historyDamaged';

export interface Marks {
  has(mark: Mark): boolean;
  /** Durable when it returns. */
  set(mark: Mark, is: boolean): void;
}

export function marksOf({ db, write }: StoreFile): Marks {
  return {
    has: (mark) => db.prepare('SELECT 1 FROM store.marks WHERE name = ?', { pluck: true }).get<number>([mark]) !== undefined,
    set(mark, is) {
      write('power', () => {
        if (is) db.prepare("INSERT OR REPLACE INTO store.marks (name, value) VALUES (?, 'yes')").run([mark]);
        else db.prepare('DELETE FROM store.marks WHERE name = ?').run([mark]);
      });
    },
  };
}
