import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { EventId, RoomId, TxnId } from '../../core/ids.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { RoomDetail } from '../../core/features/rooms/model.ts';
import type { Log } from '../log.ts';
import { decryptEvents } from '../sdk/events/decryption.sdk.ts';
import { hasOlder } from '../sdk/hasOlder.sdk.ts';
import type { LiveTimelines } from './liveTimelines.ts';
import type { RoomSink } from './shownRoom.ts';
import { RoomFeed } from './roomFeed.sdk.ts';
import { ownTxnId, timelineItems } from './timelineItems.sdk.ts';

/** The server may answer with nothing but events that have no row; then the next ones are asked for, up to this often. */
const maxPages = 6;
const decryptWithinMs = 500;

interface TimelinesParts {
  readonly client: MatrixClient;
  readonly detailOf: (roomId: RoomId) => RoomDetail | null;
  readonly log: Log;
}

/** The rooms' timelines as the SDK has them. */
export class OpenTimelines implements LiveTimelines {
  private readonly views = new Map<string, RoomFeed>();
  private readonly parts: TimelinesParts;

  constructor(parts: TimelinesParts) {
    this.parts = parts;
  }

  openRoom(roomId: RoomId, sink: RoomSink): Disposer {
    const view = new RoomFeed(roomId, sink, this.parts);
    this.views.set(roomId, view);
    void view.refresh();
    return () => {
      view.close();
      if (this.views.get(roomId) === view) this.views.delete(roomId);
    };
  }

  /** Resolves when what the SDK has now of these rooms is on show, where somebody looks. */
  async refresh(roomIds: readonly string[]): Promise<void> {
    await Promise.all(roomIds.map(async (roomId) => this.views.get(roomId)?.refresh()));
  }

  async loadOlder(roomId: RoomId, limit: number): Promise<{ hasOlder: boolean }> {
    const { client, log } = this.parts;
    const room = client.getRoom(roomId);
    if (!room) return { hasOlder: false };
    const count = (): number => timelineItems(client, room, room.getLiveTimeline().getEvents(), log).length;
    const before = count();
    for (let page = 0; page < maxPages && hasOlder(room); page++) {
      const timeline = room.getLiveTimeline();
      await client.paginateEventTimeline(timeline, { backwards: true, limit });
      await decryptEvents(client, timeline.getEvents(), decryptWithinMs);
      // A gap in the sync has begun the timeline anew; the page asks again if it still wants more.
      if (timeline !== room.getLiveTimeline() || count() > before) break;
    }
    await this.refresh([roomId]);
    return { hasOlder: hasOlder(room) };
  }

  /** The last screen of a room, decrypted as far as possible; null: not a room of ours. */
  async screenOf(roomId: RoomId, length: number): Promise<RoomSnapshot | null> {
    const { client, detailOf, log } = this.parts;
    const room = client.getRoom(roomId);
    if (!room) return null;
    // Some events have no row, so a screen needs more of them than it has rows.
    const recent = room
      .getLiveTimeline()
      .getEvents()
      .slice(-2 * length);
    await decryptEvents(client, recent, decryptWithinMs);
    const items = timelineItems(client, room, recent, log).slice(-length);
    const detail = detailOf(roomId);
    // Who was typing is no longer true when the snapshot is shown.
    return detail && { detail: { ...detail, typing: [], hasOlder: hasOlder(room) || items.length === length }, items };
  }

  /** Whether the loaded timeline of a room holds the message. */
  hasMessage(roomId: RoomId, txnId: TxnId, eventId: EventId | null): boolean {
    const view = this.views.get(roomId);
    // Where somebody looks, a message leaves the queue only when it is seen in its new place.
    if (view) return view.shows(txnId);
    const room = this.parts.client.getRoom(roomId);
    const events = room?.getLiveTimeline().getEvents() ?? [];
    return events.some((event) => event.getId() === eventId || (event.getSender() === room?.myUserId && ownTxnId(event) === txnId));
  }
}
