import type { RoomSnapshot } from '../../core/features/snapshot/storeCalls.ts';
import type { RoomDetail } from '../../core/features/rooms/model.ts';
import type { EventId, RoomId, TxnId } from '../../core/ids.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { RoomSink } from './shownRoom.ts';

/** What is known of rooms besides what was said in them. */
export interface PageKnowledge {
  readonly detailOf: (roomId: RoomId) => RoomDetail | null;
  /** Somebody reads at its end. */
  readonly isAtEnd: (roomId: RoomId) => boolean;
}

/** The rooms' timelines, once the SDK runs. */
export interface LiveTimelines {
  openRoom(roomId: RoomId, sink: RoomSink): Disposer;
  /** Resolves when what is known now of these rooms is on show, where somebody looks. */
  refresh(roomIds: readonly string[]): Promise<void>;
  loadOlder(roomId: RoomId, limit: number): Promise<{ hasOlder: boolean }>;
  /** The last screen of a room, decrypted as far as possible; null: not a room of ours. */
  screenOf(roomId: RoomId, length: number): Promise<RoomSnapshot | null>;
  /** Whether the timeline of a room holds the message. */
  hasMessage(roomId: RoomId, txnId: TxnId, eventId: EventId | null): boolean;
}
