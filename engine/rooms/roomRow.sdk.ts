import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { NotificationCountType } from 'matrix-js-sdk/lib/models/room.js';
import type { RoomId } from '../../core/ids.ts';
import type { RoomPreview, RoomSummary } from '../../core/features/rooms/model.ts';
import { kindOfAttachment } from '../../core/features/media/attachment.ts';
import { readRoomSummary } from '../../core/features/rooms/readRoom.ts';
import { captionOf, spokenText } from '../../core/features/timeline/spokenText.ts';
import { unreadable } from '../../core/read/read.ts';
import { plainLine } from '../../core/text/plainText.ts';
import { eventTs } from '../sdk/events/eventTs.sdk.ts';
import { messageBody } from '../sdk/events/messageBody.sdk.ts';
import { pictureOfRoom } from '../sdk/events/pictures.sdk.ts';
import { person, senderOf } from '../sdk/events/person.sdk.ts';
import { shownEdit } from '../sdk/events/shownEdit.sdk.ts';
import { awaitsDecryption, isShownMessage } from '../sdk/events/shownEvents.sdk.ts';
import { shownRoomName } from '../sdk/shownRoomName.sdk.ts';

const previewLength = 200;

/** The newest event of a room with a row of its own, if it is loaded. */
function newestMessage(room: Room): MatrixEvent | undefined {
  return room.getLiveTimeline().getEvents().findLast(isShownMessage);
}

/** One row of the room list; null: not a room to list. `before` is its present row. */
export function roomRow(
  room: Room,
  directRooms: ReadonlySet<string>,
  before: RoomSummary | undefined,
  newestOf = newestMessage,
): RoomSummary | null {
  const membership = room.getMyMembership();
  if ((membership !== 'join' && membership !== 'invite') || room.isSpaceRoom()) return null;
  const isInvite = membership === 'invite';
  const newest = isInvite ? undefined : newestOf(room);
  const row: RoomSummary = {
    id: room.roomId as RoomId,
    name: shownRoomName(room),
    membership,
    isDirect: directRooms.has(room.roomId) || (isInvite && inviteEvent(room)?.getContent()['is_direct'] === true),
    isEncrypted: room.hasEncryptionStateEvent(),
    preview: isInvite ? invited(room) : preview(room, newest, before),
    lastActiveTs: lastActive(room, newest, before),
    unreadCount: room.getUnreadNotificationCount(NotificationCountType.Total) ?? 0,
    mentionCount: room.getUnreadNotificationCount(NotificationCountType.Highlight) ?? 0,
    ...pictureOfRoom(room),
    ...(room.getAccountData('m.marked_unread')?.getContent()['unread'] === true && { markedUnread: true }),
    hasDraft: before?.hasDraft ?? false,
  };
  // Names and counts come through the SDK as the server gave them.
  const read = readRoomSummary(row);
  return read === unreadable ? null : read;
}

function preview(room: Room, event: MatrixEvent | undefined, before: RoomSummary | undefined): RoomPreview {
  // Until the keys have been tried, and where nothing newer is loaded, the old line is better than none.
  if (!event || awaitsDecryption(event)) return before && before.preview.kind !== 'invited' ? before.preview : { kind: 'none' };
  const body = messageBody(event, shownEdit(room, event).content);
  const sender = senderOf(room, event);
  const own = sender.userId === room.myUserId;
  switch (body.type) {
    case 'redacted':
      return { kind: 'redacted', sender };
    case 'undecryptable':
      return { kind: 'undecryptable' };
    case 'file':
    case 'image':
    case 'video':
    case 'audio': {
      const caption = plainLine(captionOf(body) ?? '', previewLength);
      return { kind: 'file', sender, own, name: body.name, attached: kindOfAttachment(body), ...(caption !== '' && { caption }) };
    }
    case 'unsupported':
      return { kind: 'none' };
    default:
      // A poll, by what it asks.
      return { kind: 'text', sender, own, text: plainLine(spokenText(body) ?? '', previewLength) };
  }
}

/** Joins, topics and the like move no room up; a room without any message stands where it was made. */
function lastActive(room: Room, newest: MatrixEvent | undefined, before: RoomSummary | undefined): number {
  if (newest) return eventTs(room, newest);
  if (before && before.lastActiveTs > 0) return before.lastActiveTs;
  const event = inviteEvent(room) ?? room.getLiveTimeline().getEvents().at(-1);
  return event ? eventTs(room, event) : 0;
}

function invited(room: Room): RoomPreview {
  const by: unknown = inviteEvent(room)?.getSender();
  return { kind: 'invited', by: typeof by === 'string' ? person(room, by) : null };
}

/** My own invitation. */
export function inviteEvent(room: Room): MatrixEvent | undefined {
  const member = room.getMember(room.myUserId);
  return member?.membership === 'invite' ? member.events.member : undefined;
}
