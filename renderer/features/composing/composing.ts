import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { roomView } from '../roomView/roomView.ts';
import type { Answering } from '../sending/sending.ts';
import { markUp, mentionsIn } from '../marked/marked.ts';

/** What is being written is more than a message of its own. */
export type Composing = { readonly is: 'reply'; readonly item: Answering } | { readonly is: 'edit'; readonly item: MessageItem };

export const useComposing = perAccount<{ readonly byRoom: ReadonlyMap<RoomId, Composing> }>(() => ({ byRoom: new Map() }));

const set = (roomId: RoomId, composing: Composing | null, slot: string): void => {
  const byRoom = new Map(useComposing.of(slot).getState().byRoom);
  if (composing) byRoom.set(roomId, composing);
  else byRoom.delete(roomId);
  useComposing.of(slot).setState({ byRoom });
};

export function startReply(roomId: RoomId, item: MessageItem, slot = onScreen()): void {
  const { eventId } = item;
  if (eventId !== null) set(roomId, { is: 'reply', item: { ...item, eventId } }, slot);
}

export const startEdit = (roomId: RoomId, item: MessageItem, slot = onScreen()): void => set(roomId, { is: 'edit', item }, slot);

export const stopComposing = (roomId: RoomId, slot = onScreen()): void => set(roomId, null, slot);

/** The words of it are one's own, and it has not failed or gone yet. */
export const canEdit = (item: MessageItem): boolean =>
  item.own &&
  (item.body.type === 'text' || item.body.type === 'emote') &&
  (item.eventId !== null || item.send?.is === 'queued') &&
  item.change?.is !== 'delete';

/** What ↑ in an empty field goes back to. */
export function lastOwn(roomId: RoomId, slot = onScreen()): MessageItem | null {
  const { items } = roomView(roomId, slot).getState();
  const item = items.findLast((one) => one.kind === 'message' && canEdit(one));
  return item?.kind === 'message' ? item : null;
}

/** As it was typed, with its mentions marked. */
export function typedOf({ body }: MessageItem): string {
  if (body.type !== 'emote' && body.type !== 'text') return '';
  const text = markUp(body.text, mentionsIn(body.html));
  if (body.type === 'emote') return `/me ${text}`;
  return text.startsWith('/') ? `/${text}` : text;
}
