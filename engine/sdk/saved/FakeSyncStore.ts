import type { SavedSync } from '../../../core/features/sync/storeCalls.ts';
import type { RoomAnswer, SyncTaken } from '../../../core/features/history/answer.ts';

/** The sync part of the store, in memory; can be made to refuse and to be slow. */
export class FakeSyncStore {
  base: string | null = null;
  log: string[] = [];
  /** IDs of events and what was appended, in the order in which they came. */
  readonly taken: string[] = [];
  /** Every answer that was taken, by room. */
  readonly rooms: RoomAnswer[] = [];
  refuses = false;
  refusesRows = false;
  /** What a refusal says. */
  refusal: Error = new Error('no room');
  compacting: Promise<void> = Promise.resolve();
  takingRows: Promise<void> = Promise.resolve();

  loadSync(): Promise<SavedSync> {
    return Promise.resolve({ base: this.base, log: [...this.log] });
  }

  appendSync({ sync }: { sync: string }): Promise<{ logLength: number; logBytes: number }> {
    if (this.refuses) return Promise.reject(this.refusal);
    this.log.push(sync);
    this.taken.push('answer');
    return Promise.resolve({ logLength: this.log.length, logBytes: this.log.join('').length });
  }

  async takeSync({ rooms }: { rooms: readonly RoomAnswer[] }): Promise<SyncTaken> {
    await this.takingRows;
    if (this.refuses || this.refusesRows) throw this.refusal;
    this.rooms.push(...rooms);
    this.taken.push(...rooms.flatMap(({ events }) => events.map(({ eventId }) => eventId)));
    return { changes: [], refused: [], logLength: this.log.length, logBytes: 0 };
  }

  async compactSync({ base }: { base: string }): Promise<void> {
    await this.compacting;
    this.base = base;
    this.log = [];
  }
}
