import type { roomsOffer } from '../../core/features/rooms/calls.ts';
import type { RoomId } from '../../core/ids.ts';
import { together, type Disposer } from '../../core/listeners.ts';
import type { Person, RoomDetail, RoomSummary } from '../../core/features/rooms/model.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { SnapshotFeature } from '../snapshot/snapshot.ts';
import type { OpenRooms } from './openRooms.sdk.ts';
import { OwnPerson } from './ownPerson.ts';
import { RoomList } from './roomList.ts';

/** Shows these rooms anew; their rows are out. */
type Refresh = (roomIds: readonly string[]) => Promise<void>;

export interface RoomsFeature extends Feature<typeof roomsOffer> {
  readonly all: readonly RoomSummary[];
  /** The account itself, as it was last known. */
  readonly me: Person;
  setDraft(roomId: RoomId, has: boolean): void;
  /** Null: as the server says. */
  setMarked(roomId: RoomId, unread: boolean | null): void;
  /** Null: not a room of ours, or the SDK is not there yet. */
  detailOf(roomId: RoomId): RoomDetail | null;
  /** What shows rooms is told which were touched, and waited for. */
  whenPublished(refresh: Refresh): Disposer;
}

/** The account's rooms: the list, and coming and going. */
export function rooms({ main, store, saved, log, late }: Kernel, snapshots: SnapshotFeature): RoomsFeature {
  const list = new RoomList(saved.drafts.map(({ roomId }) => roomId));
  const me = new OwnPerson(store.calls, saved.me, log);
  const open = late<OpenRooms>();
  const shown = new Set<Refresh>();
  // At a first start, or after another version, there is nothing: the page waits for the rooms instead of saying that there are none.
  if (saved.snapshot.rooms.length > 0) list.change(saved.snapshot.rooms, [], true);
  const publish = (changed: readonly RoomSummary[], gone: readonly RoomId[], all: boolean): void => {
    const known = new Set(list.all.map((row) => row.id));
    const news = list.change(changed, gone, all);
    snapshots.changeRows(news.rows, news.gone);
    for (const row of news.rows) if (open.now || !known.has(row.id)) snapshots.changeScreen(row.id);
    main.calls.unread(list.unread).catch(() => undefined);
  };
  const keep = (row: RoomSummary | null): void => void (row && snapshots.changeRows([row], []));
  return {
    handlers: {
      calls: {
        joinRoom: async ({ roomId }) => (await open.answering()).join(roomId),
        leaveRoom: async ({ roomId }) => (await open.answering()).leave(roomId),
      },
      streams: { rooms: (_arg, emit) => list.feed.listen(emit), me: (_arg, emit) => me.feed.listen(emit) },
    },
    async attach({ client, turns }) {
      const { openRooms } = await import('./openRooms.sdk.ts');
      me.findId(client.getSafeUserId() as Person['userId']);
      const opened = openRooms(client, {
        log,
        rowOf: (roomId) => list.get(roomId),
        rooms: publish,
        me: (person) => me.find(person),
        published: async (roomIds) => void (await Promise.all([...shown].map((refresh) => refresh(roomIds)))),
      });
      return together([opened.stop, turns.take({ rooms: () => opened.publish(), ready: () => open.set(opened) })]);
    },
    get all() {
      return list.all;
    },
    get me() {
      return me.now;
    },
    setDraft: (roomId, has) => keep(list.setDraft(roomId, has)),
    setMarked: (roomId, isMarked) => keep(list.setMarked(roomId, isMarked)),
    detailOf: (roomId) => open.now?.detailOf(roomId) ?? null,
    whenPublished(refresh) {
      shown.add(refresh);
      return () => void shown.delete(refresh);
    },
  };
}
