import type { RoomDetail } from '../../../../core/features/rooms/model.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import type { Pins } from '../../../../core/features/pins/calls.ts';
import { canSelect } from '../../selecting/selecting.ts';
import { textOf } from '../../../words/attachmentWords.ts';
import { canEdit } from '../../composing/composing.ts';

/** What can be done with a message; each has its name in the words, its picture and its deed beside the menu. */
export type MessageAction =
  'react' | 'reply' | 'edit' | 'forward' | 'copyText' | 'copyLink' | 'pin' | 'unpin' | 'history' | 'select' | 'delete';

/** In the order of the menu. */
export function actionsFor(item: MessageItem, detail: RoomDetail | null, pins: Pins | null = null): ReadonlySet<MessageAction> {
  const { body, own, eventId, change } = item;
  const isPinned = eventId !== null && pins?.pinned.includes(eventId) === true;
  const mayPin = eventId !== null && pins?.mayPin === true;
  const gone = body.type === 'redacted';
  const there = eventId !== null && detail?.canSend !== false;
  const deletes = change?.is !== 'delete' && (own ? eventId === null || there : there && detail?.canDelete === true);
  const can: Readonly<Record<MessageAction, boolean>> = {
    react: there && !gone,
    reply: there && !gone,
    edit: canEdit(item),
    forward: eventId !== null && textOf(item.body) !== null,
    copyText: textOf(item.body) !== null,
    copyLink: eventId !== null,
    pin: mayPin && !isPinned && !gone,
    unpin: mayPin && isPinned,
    history: eventId !== null && item.edited && !gone,
    select: canSelect(item),
    delete: deletes && !gone,
  };
  return new Set((Object.keys(can) as MessageAction[]).filter((action) => can[action]));
}
