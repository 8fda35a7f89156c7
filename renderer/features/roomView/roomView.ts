import { createStore, type StoreApi } from 'zustand';
import type { AppError } from '../../../core/errors.ts';
import type { Relation, Written } from '../../../core/features/sending/calls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { RoomDetail } from '../../../core/features/rooms/model.ts';
import { readRoomDetail } from '../../../core/features/rooms/readRoom.ts';
import type { MessageItem, TimelineItem } from '../../../core/features/timeline/model.ts';
import { unreadable } from '../../../core/read/read.ts';
import { listenEngine } from '../../bridge/engineLink.ts';
import { listenList } from '../../bridge/listenList.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { eachAccount, perAccount } from '../../bridge/perAccount.ts';

/** A message that was written here, and how it looks until the engine's item is there. */
export interface Echo extends MessageItem {
  readonly written: Written;
  readonly relation: Relation;
}

/** What the page knows of one opened room. */
export interface RoomView {
  readonly detail: RoomDetail | null;
  /** False until the timeline's first items have come. */
  readonly known: boolean;
  readonly items: readonly TimelineItem[];
  /** Written here, not yet seen in the engine's timeline; they stand under their transaction ID, as the engine's will. */
  readonly echoes: readonly Echo[];
  /** The "New" line stands behind this event for as long as the room is being looked at. */
  readonly newAfter: EventId | null;
  readonly older: { readonly is: 'idle' | 'loading' } | { readonly is: 'failed'; readonly error: AppError };
}

export type RoomViewStore = StoreApi<RoomView>;

interface Opened {
  readonly store: RoomViewStore;
  readonly close: () => void;
}

/** As many rooms of the top of the list are fetched before anybody asks. */
export const warmRooms = 16;
/** With room for those that were looked for further down. */
const kept = 28;
/** Most recently used last. */
const openedBy = eachAccount(
  () => new Map<RoomId, Opened>(),
  (opened) => {
    for (const { close } of opened.values()) close();
  },
);
const openedOf = openedBy.of;

/** The room's view, subscribed; the rooms used last stay subscribed, so going back to one shows it in the next frame. */
export function roomView(roomId: RoomId, slot = onScreen()): RoomViewStore {
  const opened = openedOf(slot);
  const known = opened.get(roomId);
  const room = known ?? open(roomId, slot);
  if (known) opened.delete(roomId);
  opened.set(roomId, room);
  for (const [oldest, { close }] of opened) {
    if (opened.size <= kept) break;
    close();
    opened.delete(oldest);
  }
  return room.store;
}

export const isOpened = (roomId: RoomId, slot: string): boolean => openedOf(slot).has(roomId);

function open(roomId: RoomId, slot: string): Opened {
  const store = createStore<RoomView>(() => ({ detail: null, known: false, items: [], echoes: [], newAfter: null, older: { is: 'idle' } }));
  const stopDetail = listenEngine(
    'room',
    { roomId },
    (value) => {
      const detail = readRoomDetail(value);
      if (detail !== unreadable) store.setState({ detail });
    },
    slot,
  );
  const stopItems = listenList(
    'timeline',
    { roomId },
    (items) => {
      store.setState(({ echoes }) => ({ items, known: true, echoes: withoutArrived(echoes, items) }));
    },
    slot,
  );
  return {
    store,
    close() {
      stopDetail();
      stopItems();
    },
  };
}

function withoutArrived(echoes: readonly Echo[], items: readonly TimelineItem[]): readonly Echo[] {
  if (echoes.length === 0) return echoes;
  const arrived = new Set(items.map((item) => item.id));
  return echoes.filter((echo) => !arrived.has(echo.id));
}

/** The event that a link named, in the room that it is in. */
export interface Aim {
  readonly roomId: RoomId;
  readonly eventId: EventId;
  /** `missing`: not among what could be loaded. */
  readonly is: 'seeking' | 'found' | 'missing';
}

export const useAim = perAccount<{ readonly aim: Aim | null }>(() => ({ aim: null }));

export function aimAt(roomId: RoomId, eventId: EventId, slot = onScreen()): void {
  useAim.of(slot).setState({ aim: { roomId, eventId, is: 'seeking' } });
}

/** Settles exactly this aim: there may be a newer one. */
export function settleAim(aim: Aim, is: 'found' | 'missing', slot = onScreen()): void {
  if (useAim.of(slot).getState().aim === aim) useAim.of(slot).setState({ aim: { ...aim, is } });
}

/** Drops the aim in any room, or in this one only. */
export function dropAim(slot: string, roomId?: RoomId): void {
  const { aim } = useAim.of(slot).getState();
  if (aim && (roomId === undefined || aim.roomId === roomId)) useAim.of(slot).setState({ aim: null });
}
