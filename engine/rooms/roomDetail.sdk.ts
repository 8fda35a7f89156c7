import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { EventTimeline } from 'matrix-js-sdk/lib/models/event-timeline.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { EventId, RoomId } from '../../core/ids.ts';
import type { RoomDetail } from '../../core/features/rooms/model.ts';
import { readRoomDetail } from '../../core/features/rooms/readRoom.ts';
import { unreadable } from '../../core/read/read.ts';
import { plainLine } from '../../core/text/plainText.ts';
import { person } from '../sdk/events/person.sdk.ts';
import { hasOlder } from '../sdk/hasOlder.sdk.ts';
import { shownRoomName } from '../sdk/shownRoomName.sdk.ts';
import { inviteEvent } from './roomRow.sdk.ts';

const longestTopic = 1_000;

/** What an open room needs beside its timeline. */
export function roomDetail(client: MatrixClient, room: Room, isDirect: boolean, typing: readonly string[]): RoomDetail {
  const membership = room.getMyMembership();
  const inviter: unknown = inviteEvent(room)?.getSender();
  const topic: unknown = state(room, 'm.room.topic')?.['topic'];
  const detail: RoomDetail = {
    id: room.roomId as RoomId,
    name: shownRoomName(room),
    topic: typeof topic === 'string' ? plainLine(topic, longestTopic) || null : null,
    membership: membership === 'join' || membership === 'invite' || membership === 'ban' ? membership : 'leave',
    isEncrypted: room.hasEncryptionStateEvent(),
    isDirect,
    memberCount: room.getJoinedMemberCount(),
    invitedBy: typeof inviter === 'string' ? person(room, inviter) : null,
    typing: typing.filter((userId) => userId !== client.getUserId()).map((userId) => person(room, userId)),
    hasOlder: hasOlder(room),
    readUpTo: readUpTo(room),
    isPublic: room.getJoinRule() === 'public',
    canSend: membership === 'join' && room.maySendMessage(),
    canDelete: membership === 'join' && mayDelete(room),
    canNotifyRoom: membership === 'join' && room.currentState.mayTriggerNotifOfType('room', room.myUserId),
  };
  const read = readRoomDetail(detail);
  if (read === unreadable) throw new Error('a room without an ID');
  return read;
}

/** What others have written. */
function mayDelete({ currentState, myUserId }: Room): boolean {
  const level = currentState.getMember(myUserId)?.powerLevel ?? 0;
  return currentState.maySendEvent('m.room.redaction', myUserId) && currentState.hasSufficientPowerLevelFor('redact', level);
}

function readUpTo(room: Room): EventId | null {
  const marker: unknown = room.getAccountData('m.fully_read')?.getContent()['event_id'];
  return ((typeof marker === 'string' ? marker : room.getEventReadUpTo(room.myUserId)) as EventId | null) ?? null;
}

function state(room: Room, type: string): Record<string, unknown> | undefined {
  return room.getLiveTimeline().getState(EventTimeline.FORWARDS)?.getStateEvents(type, '')?.getContent();
}
