import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { roomView } from '../roomView/roomView.ts';

/** Several messages of one room, chosen one by one, by their items' IDs. */
interface Selecting {
  readonly roomId: RoomId | null;
  readonly ids: ReadonlySet<string>;
}

const none: Selecting = { roomId: null, ids: new Set() };

export const useSelecting = perAccount<Selecting>(() => none);

export const startSelecting = (roomId: RoomId, id: string, slot = onScreen()): void =>
  useSelecting.of(slot).setState({ roomId, ids: new Set([id]) });

export const stopSelecting = (slot = onScreen()): void => useSelecting.of(slot).setState(none);

export function toggleSelected(id: string, slot = onScreen()): void {
  const ids = new Set(useSelecting.of(slot).getState().ids);
  if (!ids.delete(id)) ids.add(id);
  useSelecting.of(slot).setState({ ids });
}

/** Only what the server has, and what says something. */
export const canSelect = (item: MessageItem): boolean => item.eventId !== null && item.body.type !== 'redacted';

/** In the order in which they stand; what has been deleted meanwhile is not among them. */
export function selectedItems(slot = onScreen()): readonly MessageItem[] {
  const { roomId, ids } = useSelecting.of(slot).getState();
  if (roomId === null) return [];
  return roomView(roomId, slot)
    .getState()
    .items.filter((item): item is MessageItem => item.kind === 'message' && ids.has(item.id) && canSelect(item));
}

export { asText } from './asText.ts';
