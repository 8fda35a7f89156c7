import type { EventId, RoomId, TxnId, UserId } from '../core/ids.ts';
import type { Person, RoomDetail, RoomSummary } from '../core/model/room.ts';
import type { Connection, DiskTrouble } from '../core/model/status.ts';
import type { TimelineItem } from '../core/model/timeline.ts';
import type { RoomSnapshot } from '../core/contracts/store.ts';
import type { Transport } from './sending/transport.ts';

/** Where an open room is shown. */
export interface RoomSink {
  show(items: readonly TimelineItem[], detail: RoomDetail): void;
}

/** What the live client tells the rest of the engine. */
export interface LiveSinks {
  /** Rows that changed, and rooms that are gone; `all`: these are all there are. */
  rooms(changed: readonly RoomSummary[], gone: readonly RoomId[], all: boolean): void;
  connection(connection: Connection): void;
  /** A sync answer of the server has been processed and saved. */
  synced(): void;
  /** Whether what the server says can be kept. */
  disk(trouble: DiskTrouble | null): void;
  /** An own message is in the timeline (and any open view of it has been given). */
  echoed(txnId: TxnId): void;
  me(person: Person): void;
}

/** The engine once the SDK runs. Only engine/sdk implements it. */
export interface Live {
  readonly transport: Transport;
  openRoom(roomId: RoomId, sink: RoomSink): () => void;
  loadOlder(roomId: RoomId, limit: number): Promise<{ hasOlder: boolean }>;
  setTyping(roomId: RoomId, typing: boolean): Promise<void>;
  joinRoom(roomId: RoomId): Promise<void>;
  leaveRoom(roomId: RoomId): Promise<void>;
  /** The last screen of a room, decrypted as far as possible; null: not a room of ours. */
  snapshotRoom(roomId: RoomId, limit: number): Promise<RoomSnapshot | null>;
  /** Transaction IDs and event IDs that the loaded timeline of a room holds. */
  hasMessage(roomId: RoomId, txnId: TxnId, eventId: EventId | null): boolean;
  readonly userId: UserId;
  stop(): void;
}
