import { createStore, type StoreApi } from 'zustand';
import type { AppError } from '../../core/errors.ts';
import type { EventId, RoomId } from '../../core/ids.ts';
import type { RoomDetail } from '../../core/model/room.ts';
import type { MessageItem, TimelineItem } from '../../core/model/timeline.ts';
import { listenEngine } from '../bridge/engineLink.ts';
import { listenList } from '../bridge/listenList.ts';

/** What the page knows of one opened room. */
export interface RoomView {
  readonly detail: RoomDetail | null;
  /** False until the timeline's first items have come. */
  readonly known: boolean;
  readonly items: readonly TimelineItem[];
  /** Written here, not yet seen in the engine's timeline; they stand under their transaction ID, as the engine's will. */
  readonly echoes: readonly MessageItem[];
  /** The "New" line stands behind this event for as long as the room is being looked at. */
  readonly newAfter: EventId | null;
  readonly older: { readonly is: 'idle' | 'loading' } | { readonly is: 'failed'; readonly error: AppError };
}

export type RoomViewStore = StoreApi<RoomView>;

interface Opened {
  readonly store: RoomViewStore;
  readonly close: () => void;
}

const kept = 10;
/** Most recently used last. */
const opened = new Map<RoomId, Opened>();

/** The room's view, subscribed; the ten rooms used last stay subscribed, so going back to one shows it in the next frame. */
export function roomView(roomId: RoomId): RoomViewStore {
  const known = opened.get(roomId);
  const room = known ?? open(roomId);
  if (known) opened.delete(roomId);
  opened.set(roomId, room);
  for (const [oldest, { close }] of opened) {
    if (opened.size <= kept) break;
    close();
    opened.delete(oldest);
  }
  return room.store;
}

export function forgetRoomViews(): void {
  for (const { close } of opened.values()) close();
  opened.clear();
}

function open(roomId: RoomId): Opened {
  const store = createStore<RoomView>(() => ({ detail: null, known: false, items: [], echoes: [], newAfter: null, older: { is: 'idle' } }));
  const stopDetail = listenEngine('room', { roomId }, (detail) => store.setState({ detail }));
  const stopItems = listenList('timeline', { roomId }, (items) => {
    store.setState(({ echoes }) => ({ items, known: true, echoes: withoutArrived(echoes, items) }));
  });
  return {
    store,
    close() {
      stopDetail();
      stopItems();
    },
  };
}

function withoutArrived(echoes: readonly MessageItem[], items: readonly TimelineItem[]): readonly MessageItem[] {
  if (echoes.length === 0) return echoes;
  const arrived = new Set(items.map((item) => item.id));
  return echoes.filter((echo) => !arrived.has(echo.id));
}
