import type { ISyncData, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import type { Client } from '../../../core/contracts/contract.ts';
import type { SavedSync } from '../../../core/features/sync/storeCalls.ts';
import type { StoreContract } from '../../../core/contracts/store.ts';
import { Failure } from '../../../core/errors.ts';
import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import type { RoomId } from '../../../core/ids.ts';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import type { Log } from '../../log.ts';
import { savedAnswer } from './savedAnswer.sdk.ts';
import { savedHistory } from './savedHistory.ts';
import { SavedState } from './savedState.sdk.ts';
import { wasmReady } from '../wasm.sdk.ts';

type SyncCalls = Pick<Client<StoreContract>['calls'], 'loadSync' | 'appendSync' | 'compactSync' | 'takeSync'>;

/** An answer that is not saved yet. */
interface Waiting {
  readonly text: string;
  /** What of its history is not, either. */
  readonly rooms: readonly RoomAnswer[];
  readonly bytes: number;
}

const longLog = { length: 500, bytes: 3_000_000 };
const longAtStart = { length: 60, bytes: 500_000 };
/** Answers that wait for a store that takes none; beyond this, saving ends until the next start. */
const maxWaitingBytes = 32_000_000;

/** Answers of rooms that are shown though they cannot be saved any more. */
const mostUnsavable = 1_000;

/**
 * The sync data that outlives the app: a base, and every answer since. An answer is appended after it was processed, so the
 * saved token never runs ahead of the crypto store; and never without the ones before it, so it never skips one. What an answer says of the
 * rooms' histories is saved meanwhile and before it: a row may be ahead of the token, and is then taken again.
 */
export class SavedSyncLog {
  private readonly waiting: Waiting[] = [];
  /** Of the answer that the SDK has now. */
  private unsavedRooms: readonly RoomAnswer[] = [];
  private savingRows: Promise<void> = Promise.resolve();
  private waitingBytes = 0;
  /** Saved by a version without a history, and not in it yet: nothing newer may come there before. */
  private outsideHistory: readonly string[] = [];
  private draining: Promise<void> | null = null;
  private compacting = false;
  private ended = false;
  private replaceAll = false;
  private size = { length: 0, bytes: 0 };
  private loading: Promise<ISyncData | null> | undefined;
  /** Since saving ended: of no use to anybody but those who look at it now. */
  private readonly unsavable: RoomAnswer[] = [];
  /** Told of the rooms of which rows have been saved. */
  onRows: ((roomIds: readonly RoomId[]) => void) | null = null;
  /** Told of those of which rows came and wait. */
  onHeld: ((roomIds: readonly RoomId[]) => void) | null = null;
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
      const state = accumulate(saved);
      this.outsideHistory = state?.outsideHistory ?? [];
      if (this.outsideHistory.length > 0) void this.drain();
      return state?.forSdk ?? null;
    } catch (cause) {
      // The server still has it all; what cannot be read is replaced by the first answer.
      this.log.fault('saved sync data', cause);
      this.replaceAll = true;
      return null;
    }
  }

  /**
   * Before the SDK gets an answer, and once the crypto store has its part. Nobody waits for it but the answer's token: thousands of rows take seconds.
   * Where the store takes nothing, the rows wait with the answer, too: they have their order from the order in which they come.
   */
  takeHistory(rooms: readonly RoomAnswer[]): void {
    this.unsavedRooms = rooms;
    if (this.isSaved) this.savingRows = this.saveNow(rooms);
  }

  /** Never rejects: a fault of the history stops no sync. */
  private async saveNow(rooms: readonly RoomAnswer[]): Promise<void> {
    try {
      await this.saveRows(rooms);
      if (this.unsavedRooms === rooms) this.unsavedRooms = [];
    } catch (cause) {
      this.log.fault('the history of a sync answer was not saved yet', cause);
    }
  }

  /** What an answer said of a room and the history has not, in the order in which it came. Some of it may be there already. */
  heldOf(roomId: RoomId): readonly RoomAnswer[] {
    return [...this.waiting.flatMap(({ rooms }) => rooms), ...this.unsavable, ...this.unsavedRooms].filter(
      (room) => room.roomId === roomId,
    );
  }

  /** An older version's rows are still being put into it. */
  get isFilling(): boolean {
    return this.outsideHistory.length > 0;
  }

  /** Everything that came is saved. */
  get isSaved(): boolean {
    return this.waiting.length + this.outsideHistory.length === 0 && !this.ended;
  }

  /** Durable when it resolves, unless the store takes nothing now; then it is kept and goes before the next one. */
  async append(answer: ISyncResponse): Promise<void> {
    await this.savingRows;
    if (this.ended) {
      this.unsavable.push(...this.unsavedRooms);
      if (this.unsavable.length > mostUnsavable) this.unsavable.splice(0, this.unsavable.length - mostUnsavable);
      this.unsavedRooms = [];
      return;
    }
    const text = savedAnswer(answer, Date.now());
    const rooms = this.unsavedRooms;
    const bytes = text.length + bytesOf(rooms);
    this.unsavedRooms = [];
    this.waiting.push({ text, rooms, bytes });
    this.waitingBytes += bytes;
    if (this.waitingBytes > maxWaitingBytes) this.end();
    // A compaction must not make the sync wait.
    if (!this.compacting) await this.drain();
    if (this.waiting.length > 0) this.onHeld?.(rooms.map(({ roomId }) => roomId));
  }

  /** Folds the log into the base if it has grown; call when there is nothing better to do. */
  async compactIfLong(atStart: boolean): Promise<void> {
    const limit = atStart ? longAtStart : longLog;
    if (this.compacting || this.ended || (this.size.length < limit.length && this.size.bytes < limit.bytes)) return;
    this.compacting = true;
    try {
      await this.draining;
      // A base says that all of it lies in the history.
      if (this.outsideHistory.length > 0) return;
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
      if (this.outsideHistory.length > 0 && !this.compacting) await this.fillHistory();
      while (this.waiting.length > 0 && !this.compacting) {
        const { text, rooms, bytes } = this.waiting[0]!;
        await this.saveRows(rooms);
        if (this.replaceAll) {
          await this.store.compactSync({ base: text });
          this.replaceAll = false;
        } else {
          const { logLength, logBytes } = await this.store.appendSync({ sync: text });
          this.size = { length: logLength, bytes: logBytes };
        }
        this.waiting.shift();
        this.waitingBytes -= bytes;
        this.onDisk(null);
      }
    } catch (cause) {
      const trouble = diskTrouble(cause);
      if (trouble) this.onDisk(trouble);
      this.log.fault('a sync answer was not saved', cause);
    }
  }

  /** A crash before the end of it leaves rows that are taken again; the base that says so, and what comes next, are only written behind them. */
  private async fillHistory(): Promise<void> {
    for (const rooms of savedHistory(this.outsideHistory, Date.now())) await this.saveRows(rooms);
    const state = accumulate(await this.store.loadSync({}));
    if (state) await this.store.compactSync({ base: state.base });
    this.size = { length: 0, bytes: 0 };
    this.outsideHistory = [];
    this.onDisk(null);
    this.log.info('what was saved of the sync lies in the history now');
  }

  private async saveRows(rooms: readonly RoomAnswer[]): Promise<void> {
    if (rooms.length === 0) return;
    const { refused } = await this.store.takeSync({ sync: null, rooms });
    if (refused.length > 0) this.log.error(`of ${refused.length} rooms the history could not be saved, and has a gap`);
    this.onRows?.(rooms.map(({ roomId }) => roomId));
  }

  private end(): void {
    this.ended = true;
    for (const { rooms } of this.waiting.splice(0)) this.unsavable.push(...rooms);
    this.log.error('sync data is no longer saved until the next start');
  }
}

const bytesOf = (rooms: readonly RoomAnswer[]): number =>
  rooms.reduce((sum, { events }) => sum + events.reduce((ofRoom, { content }) => ofRoom + content.length, 0), 0);

function diskTrouble(cause: unknown): DiskTrouble | null {
  if (!(cause instanceof Failure)) return null;
  return cause.error.code === 'diskFull' ? 'full' : cause.error.code === 'diskReadOnly' ? 'readOnly' : null;
}

function accumulate(saved: SavedSync): SavedState | null {
  const texts = [...(saved.base === null ? [] : [saved.base]), ...saved.log];
  return texts.length === 0 ? null : new SavedState(texts);
}
