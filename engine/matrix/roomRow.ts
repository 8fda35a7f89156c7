import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { NotificationCountType } from 'matrix-js-sdk/lib/models/room.js';
import type { RoomId } from '../../core/ids.ts';
import type { RoomPreview, RoomSummary } from '../../core/model/room.ts';
import { messageBody } from './messageBody.ts';
import { person, senderOf } from './person.ts';
import { awaitsDecryption, isShownMessage } from './shownEvents.ts';

const previewLength = 200;

/** The newest event of a room with a row of its own, if it is loaded. */
function newestMessage(room: Room): MatrixEvent | undefined {
  return room.getLiveTimeline().getEvents().findLast(isShownMessage);
}

/** One row of the room list; null: not a room to list. `before` is its present row. */
export function roomRow(room: Room, directRooms: ReadonlySet<string>, before: RoomSummary | undefined): RoomSummary | null {
  const membership = room.getMyMembership();
  if ((membership !== 'join' && membership !== 'invite') || room.isSpaceRoom()) return null;
  const isInvite = membership === 'invite';
  const newest = isInvite ? undefined : newestMessage(room);
  return {
    id: room.roomId as RoomId,
    name: room.name,
    membership,
    isDirect: directRooms.has(room.roomId) || (isInvite && inviteEvent(room)?.getContent()['is_direct'] === true),
    isEncrypted: room.hasEncryptionStateEvent(),
    preview: isInvite ? invited(room) : preview(room, newest, before),
    lastActiveTs: lastActive(room, newest, before),
    unreadCount: room.getUnreadNotificationCount(NotificationCountType.Total) ?? 0,
    mentionCount: room.getUnreadNotificationCount(NotificationCountType.Highlight) ?? 0,
    hasDraft: before?.hasDraft ?? false,
  };
}

function preview(room: Room, event: MatrixEvent | undefined, before: RoomSummary | undefined): RoomPreview {
  // Until the keys have been tried, and where nothing newer is loaded, the old line is better than none.
  if (!event || awaitsDecryption(event)) return before && before.preview.kind !== 'invited' ? before.preview : { kind: 'none' };
  const body = messageBody(event);
  const sender = senderOf(room, event);
  const own = sender.userId === room.myUserId;
  switch (body.type) {
    case 'redacted': return { kind: 'redacted', sender };
    case 'undecryptable': return { kind: 'undecryptable' };
    case 'file': return { kind: 'file', sender, own, name: body.name };
    case 'unsupported': return { kind: 'none' };
    default: return { kind: 'text', sender, own, text: body.text.replace(/\s+/g, ' ').trim().slice(0, previewLength) };
  }
}

/** Joins, topics and the like move no room up; a room without any message stands where it was made. */
function lastActive(room: Room, newest: MatrixEvent | undefined, before: RoomSummary | undefined): number {
  if (newest) return newest.getTs();
  const last = inviteEvent(room)?.getTs() || room.getLiveTimeline().getEvents().at(-1)?.getTs() || 0;
  return before && before.lastActiveTs > 0 ? before.lastActiveTs : last;
}

function invited(room: Room): RoomPreview {
  const by = inviteEvent(room)?.getSender();
  return { kind: 'invited', by: by ? person(room, by) : null };
}

/** My own invitation. */
export function inviteEvent(room: Room): MatrixEvent | undefined {
  const member = room.getMember(room.myUserId);
  return member?.membership === 'invite' ? member.events.member : undefined;
}
