import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { RoomId } from '../../core/ids.ts';
import type { RoomDetail, RoomSummary } from '../../core/model/room.ts';
import type { LiveSinks } from '../live.ts';
import { plainName } from '../../core/text/plainText.ts';
import type { Log } from '../log.ts';
import { decryptUnread } from '../sdk/events/decryption.sdk.ts';
import { readDirectRooms } from '../sdk/directRooms.sdk.ts';
import { roomDetail } from './roomDetail.sdk.ts';
import { roomRow } from './roomRow.sdk.ts';
import type { RoomView } from '../timeline/roomView.sdk.ts';

/** Changes outside of a sync (a late key, an own receipt) are gathered this long. */
const gatherMs = 30;
/** A row waits this long for its message to be decrypted, so that message and order change together. */
const decryptWithinMs = 100;
const decryptAtStartMs = 400;

const nothingSaid = (): undefined => undefined;

/** Collects which rooms were touched and publishes them together: once per sync answer. */
export class RoomPublisher {
  private readonly touched = new Set<string>();
  private readonly gone = new Set<RoomId>();
  private readonly rows = new Map<string, RoomSummary>();
  private readonly typing = new Map<string, readonly string[]>();
  private readonly views = new Map<string, RoomView>();
  private direct: Set<string> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private publishing: Promise<void> | null = null;
  private started = false;
  private readonly client: MatrixClient;
  private readonly sinks: Pick<LiveSinks, 'rooms' | 'me'>;
  private readonly log: Log;

  constructor(client: MatrixClient, sinks: Pick<LiveSinks, 'rooms' | 'me'>, log: Log, before: readonly RoomSummary[]) {
    this.client = client;
    this.sinks = sinks;
    this.log = log;
    for (const row of before) this.rows.set(row.id, row);
  }

  touch(roomId: string): void {
    this.touched.add(roomId);
    if (this.started) this.timer ??= setTimeout(() => void this.publish(), gatherMs);
  }

  touchAll(): void {
    for (const room of this.client.getRooms()) this.touch(room.roomId);
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

  addView(view: RoomView): () => void {
    this.views.set(view.roomId, view);
    void view.refresh();
    return () => {
      view.close();
      if (this.views.get(view.roomId) === view) this.views.delete(view.roomId);
    };
  }

  viewOf(roomId: string): RoomView | undefined {
    return this.views.get(roomId);
  }

  readonly detailOf = (room: Room): RoomDetail =>
    roomDetail(this.client, room, this.directRooms.has(room.roomId), this.typing.get(room.roomId) ?? []);

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
    const uncounted = this.started ? rooms : rooms.filter((room) => (this.rows.get(room.roomId)?.unreadCount ?? 0) > 0);
    await decryptUnread(this.client, uncounted, this.started ? decryptWithinMs : decryptAtStartMs);
    const changed = rooms.flatMap((room) => this.row(room) ?? []);
    const gone = [...this.gone, ...rooms.filter((room) => !this.rows.has(room.roomId)).map((room) => room.roomId as RoomId)];
    this.gone.clear();
    this.sinks.rooms(changed, gone, !this.started);
    this.started = true;
    this.tellMe(rooms);
    await Promise.all(touched.map(async (roomId) => this.views.get(roomId)?.refresh()));
  }

  /** One bad room keeps its old row and stops nobody; what is wrong with its last message costs it no more than the line about that. */
  private row(room: Room): RoomSummary | null {
    const before = this.rows.get(room.roomId);
    for (const newestOf of [undefined, nothingSaid]) {
      try {
        const row = roomRow(room, this.directRooms, before, newestOf);
        if (row) this.rows.set(room.roomId, row);
        else this.rows.delete(room.roomId);
        return row;
      } catch (cause) {
        this.log.fault('a room has no row', cause);
      }
    }
    return before ?? null;
  }

  private tellMe(rooms: readonly Room[]): void {
    const userId = this.client.getSafeUserId();
    const name = rooms.map((room) => plainName(room.getMember(userId)?.rawDisplayName, '')).find((found) => found !== '');
    if (name) this.sinks.me({ userId: userId as `@${string}:${string}`, name });
  }

  private get directRooms(): Set<string> {
    this.direct ??= readDirectRooms(this.client);
    return this.direct;
  }
}
