import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomId } from '../../core/ids.ts';
import type { RoomDetail } from '../../core/features/rooms/model.ts';
import type { Log } from '../log.ts';
import { decryptEvents } from '../sdk/events/decryption.sdk.ts';
import { oneAtATime } from './oneAtATime.ts';
import type { RoomSink } from './shownRoom.ts';
import { askForDoubts } from '../sdk/events/senderDoubts.sdk.ts';
import { isShownMessage } from '../sdk/events/shownEvents.sdk.ts';
import { ownTxnId, timelineItems } from './timelineItems.sdk.ts';

/** Longest time that a screen waits for its keys before it is shown with what is readable. */
const decryptWithinMs = 800;

interface RoomFeedParts {
  readonly client: MatrixClient;
  readonly log: Log;
  readonly detailOf: (roomId: RoomId) => RoomDetail | null;
}

/** An open room: shows its timeline again whenever the room was touched, one run at a time. */
export class RoomFeed {
  private closed = false;
  private readonly shown = new Set<string>();
  readonly roomId: RoomId;
  private readonly sink: RoomSink;
  private readonly parts: RoomFeedParts;

  constructor(roomId: RoomId, sink: RoomSink, parts: RoomFeedParts) {
    this.roomId = roomId;
    this.sink = sink;
    this.parts = parts;
  }

  /** An own message has been seen in the timeline. */
  shows(txnId: string): boolean {
    return this.shown.has(txnId);
  }

  close(): void {
    this.closed = true;
  }

  /** Resolves when what the SDK has now is on show. */
  readonly refresh = oneAtATime(async () => {
    try {
      await this.show();
    } catch (cause) {
      this.parts.log.fault('a room could not be shown', cause);
    }
  });

  /** Behind what is on show, which waits for nothing of it. */
  private readonly lookAtSenders = oneAtATime(async () => {
    const { client, log } = this.parts;
    const room = client.getRoom(this.roomId);
    if (!room || this.closed) return;
    try {
      if ((await askForDoubts(client, room.getLiveTimeline().getEvents())) && !this.closed) void this.refresh();
    } catch (cause) {
      log.fault('senders of encrypted messages', cause);
    }
  });

  private async show(): Promise<void> {
    const { client, log, detailOf } = this.parts;
    const room = client.getRoom(this.roomId);
    if (!room || this.closed) return;
    await decryptEvents(client, room.getLiveTimeline().getEvents(), decryptWithinMs);
    if (this.closed) return;
    const detail = detailOf(this.roomId);
    if (!detail) return;
    const items = timelineItems(client, room, room.getLiveTimeline().getEvents(), log);
    this.sink.show(items, detail);
    void this.lookAtSenders();
    for (const item of items) if (item.kind === 'message' && item.txnId !== null) this.shown.add(item.txnId);
    // An edit, a reaction, a deletion has no row: what it changes is on show with it.
    for (const event of room.getLiveTimeline().getEvents()) {
      const txnId = event.getSender() === room.myUserId && !isShownMessage(event) ? ownTxnId(event) : null;
      if (txnId !== null) this.shown.add(txnId);
    }
  }
}
