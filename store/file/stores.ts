import type { StoreFile } from './storeFile.ts';

/** An account's two files. */
export interface Stores {
  /** What lies nowhere else: outbox, drafts, values. Small, and every write of it is on the disk when it is answered. */
  readonly own: StoreFile;
  /** What the server has, too: history, saved sync, snapshots. Where a page of it is damaged it is begun anew. */
  readonly history: StoreFile;
}

export interface StorePaths {
  readonly own: string;
  readonly history: string;
}
