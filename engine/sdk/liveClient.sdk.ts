import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomSnapshot } from '../../core/contracts/store.ts';
import type { EventId, RoomId, TxnId, UserId } from '../../core/ids.ts';
import type { Live, LiveSinks, RoomSink } from '../live.ts';
import type { Log } from '../log.ts';
import type { Transport } from '../sending/transport.ts';
import { decryptEvents } from './events/decryption.sdk.ts';
import { keepAsDirect } from './directRooms.sdk.ts';
import { hasOlder } from '../rooms/roomDetail.sdk.ts';
import type { RoomPublisher } from '../rooms/roomPublisher.sdk.ts';
import { RoomView } from '../timeline/roomView.sdk.ts';
import { inviteEvent } from '../rooms/roomRow.sdk.ts';
import { sendEvent } from '../sending/sendEvent.sdk.ts';
import { ownTxnId, timelineItems } from '../timeline/timelineItems.sdk.ts';

/** The server may answer with nothing but events that have no row; then the next ones are asked for, up to this often. */
const mostPages = 6;
const typingMs = 30_000;
const snapshotDecryptMs = 500;

/** The engine's view of the running SDK. */
export class LiveClient implements Live {
  readonly userId: UserId;
  readonly transport: Transport;
  private readonly client: MatrixClient;
  private readonly publisher: RoomPublisher;
  private readonly sinks: LiveSinks;
  private readonly log: Log;

  constructor(client: MatrixClient, publisher: RoomPublisher, sinks: LiveSinks, log: Log) {
    this.client = client;
    this.publisher = publisher;
    this.sinks = sinks;
    this.log = log;
    this.userId = client.getSafeUserId() as UserId;
    this.transport = (entry) => sendEvent(client, entry);
  }

  openRoom(roomId: RoomId, sink: RoomSink): () => void {
    const { client, publisher, sinks, log } = this;
    return publisher.addView(new RoomView(roomId, sink, { client, log, detailOf: publisher.detailOf, onOwnMessage: sinks.echoed }));
  }

  async loadOlder(roomId: RoomId, limit: number): Promise<{ hasOlder: boolean }> {
    const room = this.client.getRoom(roomId);
    if (!room) return { hasOlder: false };
    const count = (): number => timelineItems(this.client, room, room.getLiveTimeline().getEvents(), this.log).length;
    const before = count();
    for (let page = 0; page < mostPages && hasOlder(room); page++) {
      const timeline = room.getLiveTimeline();
      await this.client.paginateEventTimeline(timeline, { backwards: true, limit });
      await decryptEvents(this.client, timeline.getEvents(), snapshotDecryptMs);
      // A gap in the sync has begun the timeline anew; the page asks again if it still wants more.
      if (timeline !== room.getLiveTimeline() || count() > before) break;
    }
    await this.publisher.viewOf(roomId)?.refresh();
    return { hasOlder: hasOlder(room) };
  }

  async setTyping(roomId: RoomId, typing: boolean): Promise<void> {
    await this.client.sendTyping(roomId, typing, typingMs);
  }

  async joinRoom(roomId: RoomId): Promise<void> {
    const invite = inviteOf(this.client, roomId);
    await this.client.joinRoom(roomId);
    // The room is joined, whatever becomes of this.
    if (invite?.isDirect) keepAsDirect(this.client, roomId, invite.by).catch((cause) => this.log.fault('m.direct', cause));
  }

  async leaveRoom(roomId: RoomId): Promise<void> {
    await this.client.leave(roomId);
  }

  async snapshotRoom(roomId: RoomId, limit: number): Promise<RoomSnapshot | null> {
    const room = this.client.getRoom(roomId);
    if (!room) return null;
    // Some events have no row, so a screen needs more of them than it has rows.
    const recent = room
      .getLiveTimeline()
      .getEvents()
      .slice(-2 * limit);
    await decryptEvents(this.client, recent, snapshotDecryptMs);
    const items = timelineItems(this.client, room, recent, this.log).slice(-limit);
    // Who was typing is no longer true when the snapshot is shown.
    const detail = { ...this.publisher.detailOf(room), typing: [], hasOlder: hasOlder(room) || items.length === limit };
    return { detail, items };
  }

  hasMessage(roomId: RoomId, txnId: TxnId, eventId: EventId | null): boolean {
    const view = this.publisher.viewOf(roomId);
    // Where somebody looks, a message leaves the queue only when it is seen in its new place.
    if (view) return view.shows(txnId);
    const events = this.client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [];
    return events.some((event) => event.getId() === eventId || (event.getSender() === this.userId && ownTxnId(event) === txnId));
  }

  stop(): void {
    this.client.stopClient();
  }
}

function inviteOf(client: MatrixClient, roomId: RoomId): { by: string; isDirect: boolean } | null {
  const room = client.getRoom(roomId);
  const event = room ? inviteEvent(room) : undefined;
  const by = event?.getSender();
  return by ? { by, isDirect: event?.getContent()['is_direct'] === true } : null;
}
