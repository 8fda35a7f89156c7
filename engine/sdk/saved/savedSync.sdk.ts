import type { ISyncData, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { SavedSync, StoreContract } from '../../../core/contracts/store.ts';
import { Failure } from '../../../core/errors.ts';
import type { DiskTrouble } from '../../../core/model/status.ts';
import type { Log } from '../../log.ts';
import { savedAnswer } from './savedAnswer.sdk.ts';
import { SavedState } from './savedState.sdk.ts';
import { wasmReady } from '../wasm.sdk.ts';

type SyncCalls = Pick<Client<StoreContract>['calls'], 'loadSync' | 'appendSync' | 'compactSync'>;

const longLog = { length: 500, bytes: 3_000_000 };
const longAtStart = { length: 60, bytes: 500_000 };
/** Answers that wait for a store that takes none; beyond this, saving ends until the next start. */
const maxWaitingBytes = 32_000_000;

/**
 * The sync data that outlives the app: a base, and every answer since. An answer is appended after it was processed, so the
 * saved token never runs ahead of the crypto store; and never without the ones before it, so it never skips one.
 */
export class SavedSyncLog {
  private readonly waiting: string[] = [];
  private waitingBytes = 0;
  private draining: Promise<void> | null = null;
  private compacting = false;
  private ended = false;
  private replaceAll = false;
  private size = { length: 0, bytes: 0 };
  private loading: Promise<ISyncData | null> | undefined;
  private readonly store: SyncCalls;
  private readonly log: Log;
  private readonly onDisk: (trouble: DiskTrouble | null) => void;

  constructor(store: SyncCalls, log: Log, onDisk: (trouble: DiskTrouble | null) => void) {
    this.store = store;
    this.log = log;
    this.onDisk = onDisk;
  }

  /** What the SDK starts from; null: nothing saved. */
  load(): Promise<ISyncData | null> {
    this.loading ??= this.read();
    return this.loading;
  }

  /** Lets go of what was loaded, once the SDK has it. */
  forget(): void {
    this.loading = Promise.resolve(null);
  }

  private async read(): Promise<ISyncData | null> {
    try {
      const [saved] = await Promise.all([this.store.loadSync({}), wasmReady]);
      this.size = { length: saved.log.length, bytes: saved.log.reduce((sum, text) => sum + text.length, 0) };
      return accumulate(saved)?.forSdk ?? null;
    } catch (cause) {
      // The server still has it all; what cannot be read is replaced by the first answer.
      this.log.fault('saved sync data', cause);
      this.replaceAll = true;
      return null;
    }
  }

  /** Durable when it resolves, unless the store takes nothing now; then it is kept and goes before the next one. */
  async append(answer: ISyncResponse): Promise<void> {
    if (this.ended) return;
    const text = savedAnswer(answer, Date.now());
    this.waiting.push(text);
    this.waitingBytes += text.length;
    if (this.waitingBytes > maxWaitingBytes) this.end();
    // A compaction must not make the sync wait.
    if (!this.compacting) await this.drain();
  }

  /** Folds the log into the base if it has grown; call when there is nothing better to do. */
  async compactIfLong(atStart: boolean): Promise<void> {
    const limit = atStart ? longAtStart : longLog;
    if (this.compacting || this.ended || (this.size.length < limit.length && this.size.bytes < limit.bytes)) return;
    this.compacting = true;
    try {
      await this.draining;
      const state = accumulate(await this.store.loadSync({}));
      if (state) {
        await this.store.compactSync({ base: state.base });
        this.size = { length: 0, bytes: 0 };
      }
    } catch (cause) {
      this.log.fault('compaction of the sync data', cause);
    } finally {
      this.compacting = false;
    }
    await this.drain();
  }

  private drain(): Promise<void> {
    this.draining ??= this.drainNow().finally(() => {
      this.draining = null;
    });
    return this.draining;
  }

  private async drainNow(): Promise<void> {
    try {
      while (this.waiting.length > 0 && !this.compacting) {
        const text = this.waiting[0]!;
        if (this.replaceAll) {
          await this.store.compactSync({ base: text });
          this.replaceAll = false;
        } else {
          const { logLength, logBytes } = await this.store.appendSync({ sync: text });
          this.size = { length: logLength, bytes: logBytes };
        }
        this.waiting.shift();
        this.waitingBytes -= text.length;
        this.onDisk(null);
      }
    } catch (cause) {
      const trouble = diskTrouble(cause);
      if (trouble) this.onDisk(trouble);
      this.log.fault('a sync answer was not saved', cause);
    }
  }

  private end(): void {
    this.ended = true;
    this.waiting.length = 0;
    this.log.error('sync data is no longer saved until the next start');
  }
}

function diskTrouble(cause: unknown): DiskTrouble | null {
  if (!(cause instanceof Failure)) return null;
  return cause.error.code === 'diskFull' ? 'full' : cause.error.code === 'diskReadOnly' ? 'readOnly' : null;
}

function accumulate(saved: SavedSync): SavedState | null {
  const texts = [...(saved.base === null ? [] : [saved.base]), ...saved.log];
  return texts.length === 0 ? null : new SavedState(texts);
}
