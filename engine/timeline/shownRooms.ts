import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Person } from '../../core/features/rooms/model.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../sending/sending.ts';
import type { LiveTimelines } from './liveTimelines.ts';
import { ShownRoom } from './shownRoom.ts';

interface OpenEntry {
  readonly shown: ShownRoom;
  users: number;
  closeLive: (() => void) | null;
}

/** Rooms that somebody listens to, and a few that somebody just left: coming back to one is instant. */
export class ShownRooms {
  private readonly open = new Map<RoomId, OpenEntry>();
  private live: Pick<LiveTimelines, 'openRoom'> | null = null;
  private readonly store: Pick<Client<StoreContract>['calls'], 'roomSnapshot'>;
  private readonly outbox: Outbox;
  private readonly me: () => Person;
  private readonly log: Log;

  constructor(store: Pick<Client<StoreContract>['calls'], 'roomSnapshot'>, outbox: Outbox, me: () => Person, log: Log) {
    this.store = store;
    this.outbox = outbox;
    this.me = me;
    this.log = log;
    outbox.listen((roomId) => this.open.get(roomId)?.shown.compose());
  }

  /** Puts a room's snapshot in place before anybody asks. */
  seed(roomId: RoomId, snapshot: RoomSnapshot): void {
    this.hold(roomId).shown.showSnapshot(snapshot);
  }

  use<T>(roomId: RoomId, listen: (shown: ShownRoom) => T): { value: T; release: () => void } {
    const entry = this.hold(roomId);
    entry.users++;
    return { value: listen(entry.shown), release: () => this.release(roomId, entry) };
  }

  /** From now on, rooms come from the SDK. */
  attach(live: Pick<LiveTimelines, 'openRoom'>): void {
    this.live = live;
    for (const [roomId, entry] of this.open) entry.closeLive = live.openRoom(roomId, entry.shown);
  }

  private hold(roomId: RoomId): OpenEntry {
    const known = this.open.get(roomId);
    if (known) {
      // Last used comes last.
      this.open.delete(roomId);
      this.open.set(roomId, known);
      return known;
    }
    const entry: OpenEntry = { shown: new ShownRoom(roomId, this.outbox, this.me), users: 0, closeLive: null };
    this.open.set(roomId, entry);
    this.store.roomSnapshot({ roomId }).then(
      (snapshot) => {
        if (snapshot) entry.shown.showSnapshot(snapshot);
      },
      (cause) => this.log.fault('room snapshot', cause),
    );
    if (this.live) entry.closeLive = this.live.openRoom(roomId, entry.shown);
    this.closeUnused();
    return entry;
  }

  private release(roomId: RoomId, entry: OpenEntry): void {
    entry.users--;
    if (this.open.get(roomId) === entry) this.closeUnused();
  }

  private closeUnused(): void {
    const unused = [...this.open].filter(([, entry]) => entry.users === 0);
    for (const [roomId, entry] of unused.slice(0, Math.max(0, unused.length - keptOpen))) {
      entry.closeLive?.();
      this.open.delete(roomId);
    }
  }
}

const keptOpen = 6;
