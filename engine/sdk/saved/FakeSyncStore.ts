import type { SavedSync } from '../../../core/contracts/store.ts';

/** The sync part of the store, in memory; can be made to refuse and to be slow. */
export class FakeSyncStore {
  base: string | null = null;
  log: string[] = [];
  refuses = false;
  /** What a refusal says. */
  refusal: Error = new Error('no room');
  compacting: Promise<void> = Promise.resolve();

  loadSync(): Promise<SavedSync> {
    return Promise.resolve({ base: this.base, log: [...this.log] });
  }

  appendSync({ sync }: { sync: string }): Promise<{ logLength: number; logBytes: number }> {
    if (this.refuses) return Promise.reject(this.refusal);
    this.log.push(sync);
    return Promise.resolve({ logLength: this.log.length, logBytes: this.log.join('').length });
  }

  async compactSync({ base }: { base: string }): Promise<void> {
    await this.compacting;
    this.base = base;
    this.log = [];
  }
}
