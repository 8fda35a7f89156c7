import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { RoomId } from '../../core/ids.ts';
import type { Person, RoomDetail } from '../../core/features/rooms/model.ts';
import type { MessageItem, TimelineItem } from '../../core/features/timeline/model.ts';
import { ListFeed } from '../feeds/listFeed.ts';
import { sameData } from '../../core/sameData.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Outbox } from '../sending/sending.ts';
import { answeredIn } from './answeredIn.ts';
import { echoItem } from './echoItem.ts';
import { hasRow, withWaiting } from './waitingChanges.ts';

/** Where an open room is shown. */
export interface RoomSink {
  /** For a glance: nothing is asked of the server for it. */
  readonly isPassing?: boolean;
  show(items: readonly TimelineItem[], detail: RoomDetail): void;
}

/** One room that the page looks at: its timeline (from the snapshot or live) with the outbox behind it, and its detail. */
export class ShownRoom implements RoomSink {
  readonly timeline = new ListFeed<TimelineItem>(sameData);
  readonly detail = new ValueFeed<RoomDetail>(sameData);
  private items: readonly TimelineItem[] | null = null;
  private isLive = false;
  private readonly roomId: RoomId;
  private readonly outbox: Outbox;
  private readonly me: () => Person;

  constructor(roomId: RoomId, outbox: Outbox, me: () => Person) {
    this.roomId = roomId;
    this.outbox = outbox;
    this.me = me;
  }

  /** What was there when the app was last closed; live data that came first wins. */
  showSnapshot(snapshot: RoomSnapshot): void {
    if (this.isLive || this.items) return;
    this.items = snapshot.items;
    this.detail.set(snapshot.detail);
    this.compose();
  }

  show(items: readonly TimelineItem[], detail: RoomDetail): void {
    this.isLive = true;
    this.items = items;
    this.detail.set(detail);
    this.compose();
  }

  /** The outbox changed. */
  compose(): void {
    const base = this.items;
    const entries = this.outbox.ofRoom(this.roomId);
    // Without a base the page would take "nothing yet" for "no messages".
    if (!base) return;
    const shown = new Set(base.map((item) => item.id));
    const events = new Set(base.map((item) => item.eventId));
    const isEncrypted = this.detail.current?.isEncrypted ?? false;
    const echoes: MessageItem[] = entries
      .filter((entry) => hasRow(entry) && !shown.has(entry.txnId) && !(entry.eventId && events.has(entry.eventId)))
      .map((entry) => echoItem(entry, this.me(), this.outbox.isOnItsWay(entry.txnId), isEncrypted, (eventId) => answeredIn(base, eventId)));
    const changes = entries.filter((entry) => !hasRow(entry));
    const changed = withWaiting(base, changes, this.me(), ({ txnId }) => this.outbox.isOnItsWay(txnId));
    this.timeline.set(echoes.length > 0 ? [...changed, ...echoes] : changed);
  }
}
