import type { Client } from '../../core/contracts/contract.ts';
import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomId } from '../../core/ids.ts';
import type { RoomSummary } from '../../core/features/rooms/model.ts';
import type { Log } from '../log.ts';

/** Short, because a computer may be switched off at any moment; nothing tells the engine beforehand. */
const idleMs = 400;
const atLatestMs = 1_500;
/** A screen is decrypted and mapped in about a millisecond per event; a whole account at once would be felt. */
const screensAtOnce = 8;

/** Keeps the store's picture of the account fresh, from which the page is painted at the next start. */
export class SnapshotWriter {
  private readonly rows = new Map<RoomId, RoomSummary>();
  private readonly gone = new Set<RoomId>();
  private readonly screens = new Set<RoomId>();
  private lastRoom: RoomId | null;
  private lastRoomChanged = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstChange = 0;
  private writing = false;
  /** Somebody wanted it written at once while it was being written. */
  private again = false;
  private readonly store: Pick<Client<StoreContract>['calls'], 'putSnapshot'>;
  private readonly screenOf: (roomId: RoomId) => Promise<RoomSnapshot | null>;
  private readonly log: Log;

  constructor(
    store: Pick<Client<StoreContract>['calls'], 'putSnapshot'>,
    lastRoom: RoomId | null,
    screenOf: (roomId: RoomId) => Promise<RoomSnapshot | null>,
    log: Log,
  ) {
    this.store = store;
    this.lastRoom = lastRoom;
    this.screenOf = screenOf;
    this.log = log;
  }

  changeRows(rows: readonly RoomSummary[], gone: readonly RoomId[]): void {
    for (const row of rows) {
      this.rows.set(row.id, row);
      this.gone.delete(row.id);
    }
    for (const roomId of gone) {
      this.gone.add(roomId);
      this.rows.delete(roomId);
      this.screens.delete(roomId);
    }
    if (rows.length > 0 || gone.length > 0) this.later();
  }

  changeScreen(roomId: RoomId): void {
    this.screens.add(roomId);
    this.later();
  }

  get shownRoom(): RoomId | null {
    return this.lastRoom;
  }

  showRoom(roomId: RoomId | null): void {
    if (roomId === this.lastRoom) return;
    this.lastRoom = roomId;
    this.lastRoomChanged = true;
    if (roomId) this.screens.add(roomId);
    void this.flush();
  }

  /** Writes at once what can be written at once; for the moment before closing. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.writing) {
      this.again = true;
      return;
    }
    this.writing = true;
    this.again = false;
    try {
      await this.write();
    } catch (cause) {
      // Only the next start gets slower: the sync data is the truth.
      this.log.fault('snapshot', cause);
    } finally {
      this.writing = false;
      if (this.again) void this.flush();
      else if (this.isDirty) this.later();
    }
  }

  private get isDirty(): boolean {
    return this.rows.size > 0 || this.gone.size > 0 || this.screens.size > 0 || this.lastRoomChanged;
  }

  private async write(): Promise<void> {
    if (!this.isDirty) return;
    const details = await this.takeScreens();
    const rows = [...this.rows.values()];
    const gone = [...this.gone];
    this.rows.clear();
    this.gone.clear();
    this.lastRoomChanged = false;
    await this.store.putSnapshot({ rooms: rows, details, gone, lastRoom: this.lastRoom });
  }

  private async takeScreens(): Promise<RoomSnapshot[]> {
    // The room on screen first: it is the one that the next start paints.
    const wanted = [...this.screens].sort((a, b) => Number(b === this.lastRoom) - Number(a === this.lastRoom)).slice(0, screensAtOnce);
    const details: RoomSnapshot[] = [];
    for (const roomId of wanted) {
      this.screens.delete(roomId);
      const screen = await this.screenOf(roomId);
      if (screen) details.push(screen);
    }
    return details;
  }

  private later(): void {
    const now = performance.now();
    if (this.timer === undefined) this.firstChange = now;
    else clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(idleMs, this.firstChange + atLatestMs - now));
    this.timer = setTimeout(() => void this.flush(), wait);
  }
}
