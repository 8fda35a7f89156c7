import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { RoomId } from '../../core/ids.ts';
import type { Person, RoomDetail, RoomSummary } from '../../core/features/rooms/model.ts';
import { plainName } from '../../core/text/plainText.ts';
import type { Log } from '../log.ts';
import { decryptUnread } from '../sdk/events/decryption.sdk.ts';
import { readDirectRooms } from '../sdk/directRooms.sdk.ts';
import { roomDetail } from './roomDetail.sdk.ts';
import { roomRow } from './roomRow.sdk.ts';
import { pictureOfMember } from '../sdk/events/pictures.sdk.ts';

/** Changes outside of a sync (a late key, an own receipt) are gathered this long. */
const gatherMs = 30;
/** A row waits this long for its message to be decrypted, so that message and order change together. */
const decryptWithinMs = 100;
const decryptAtStartMs = 400;

const nothingSaid = (): undefined => undefined;

export interface PublisherParts {
  /** The present row of a room. */
  readonly rowOf: (roomId: RoomId) => RoomSummary | undefined;
  /** Rows that changed, and rooms that are gone; `all`: these are all there are. */
  readonly rooms: (changed: readonly RoomSummary[], gone: readonly RoomId[], all: boolean) => void;
  /** The rows are out; what shows these rooms shows them anew. */
  readonly published: (roomIds: readonly string[]) => Promise<void>;
  readonly me: (person: Person) => void;
  readonly log: Log;
}

/** Collects which rooms were touched and publishes them together: once per sync answer. */
export class RoomPublisher {
  private readonly touched = new Set<string>();
  private readonly gone = new Set<RoomId>();
  private readonly typing = new Map<string, readonly string[]>();
  private direct: Set<string> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private publishing: Promise<void> | null = null;
  private started = false;
  private readonly client: MatrixClient;
  private readonly parts: PublisherParts;

  constructor(client: MatrixClient, parts: PublisherParts) {
    this.client = client;
    this.parts = parts;
  }

  touch(roomId: string): void {
    this.touched.add(roomId);
    if (this.started) this.timer ??= setTimeout(() => void this.publish(), gatherMs);
  }

  drop(roomId: string): void {
    this.gone.add(roomId as RoomId);
    this.touch(roomId);
  }

  setTyping(roomId: string, userIds: readonly string[]): void {
    this.typing.set(roomId, userIds);
    this.touch(roomId);
  }

  directChanged(): void {
    const before = this.directRooms;
    this.direct = undefined;
    for (const roomId of new Set([...before, ...this.directRooms])) this.touch(roomId);
  }

  /** Null: not a room of ours. */
  detailOf(roomId: RoomId): RoomDetail | null {
    const room = this.client.getRoom(roomId);
    return room && roomDetail(this.client, room, this.directRooms.has(roomId), this.typing.get(roomId) ?? []);
  }

  /** Publishes what was touched; after the first time, by itself. Resolves when everything touched so far is out. */
  async publish(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.publishing;
    if (this.started && this.touched.size === 0) return;
    this.publishing = this.publishNow().finally(() => {
      this.publishing = null;
    });
    await this.publishing;
  }

  private async publishNow(): Promise<void> {
    const touched = [...this.touched];
    this.touched.clear();
    const rooms = touched.flatMap((roomId) => this.client.getRoom(roomId) ?? []);
    // At start the rows of the last time stand, but for counts: those begin at zero until the messages have been read.
    const uncounted = this.started ? rooms : rooms.filter((room) => (this.parts.rowOf(room.roomId as RoomId)?.unreadCount ?? 0) > 0);
    await decryptUnread(this.client, uncounted, this.started ? decryptWithinMs : decryptAtStartMs);
    const rows = rooms.map((room) => this.row(room));
    const gone = [...this.gone, ...rooms.flatMap((room, index) => (rows[index] === null ? [room.roomId as RoomId] : []))];
    this.gone.clear();
    this.parts.rooms(
      rows.filter((row) => row !== null),
      gone,
      !this.started,
    );
    this.started = true;
    this.tellMe(rooms);
    await this.parts.published(touched);
  }

  /** One bad room keeps its old row and stops nobody; what is wrong with its last message costs it no more than the line about that. */
  private row(room: Room): RoomSummary | null {
    const before = this.parts.rowOf(room.roomId as RoomId);
    for (const newestOf of [undefined, nothingSaid]) {
      try {
        return roomRow(room, this.directRooms, before, newestOf);
      } catch (cause) {
        this.parts.log.fault('a room has no row', cause);
      }
    }
    return before ?? null;
  }

  private tellMe(rooms: readonly Room[]): void {
    const userId = this.client.getSafeUserId();
    const name = rooms.map((room) => plainName(room.getMember(userId)?.rawDisplayName, '')).find((found) => found !== '');
    const picture = rooms.map((room) => pictureOfMember(room, userId)).find((found) => found.picture !== undefined);
    if (name) this.parts.me({ userId: userId as `@${string}:${string}`, name, ...picture });
  }

  private get directRooms(): Set<string> {
    this.direct ??= readDirectRooms(this.client);
    return this.direct;
  }
}
