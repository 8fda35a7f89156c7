import type { RoomAlias, RoomId } from '../../ids.ts';
import { isRoomId } from '../../links/identifiers.ts';
import type { RoomCard, RoomEntry } from './model.ts';
import { plainLine, plainName } from '../../text/plainText.ts';
import { isObject } from '../../read/json.ts';

const longestTopic = 1_000;

/** The card of a room of which only the address is known. */
export const bareCard = (room: RoomId | RoomAlias, roomId: RoomId | null): RoomCard => ({
  room,
  roomId,
  name: null,
  topic: null,
  memberCount: null,
  isSpace: false,
  entry: 'unknown',
  isBanned: false,
  hasKnocked: false,
});

/**
 * The answer of `GET /room_summary/{roomIdOrAlias}`, which may come from a stranger's server: what is of the wrong kind in it is not there.
 */
export function readRoomCard(room: RoomId | RoomAlias, answer: unknown): RoomCard {
  if (!isObject(answer)) return bareCard(room, null);
  const { room_id: roomId, name, topic, num_joined_members: count, room_type: type, join_rule: rule, membership } = answer;
  return {
    room,
    roomId: typeof roomId === 'string' && isRoomId(roomId) ? roomId : null,
    name: plainName(name, '') || null,
    topic: typeof topic === 'string' ? plainLine(topic, longestTopic) || null : null,
    memberCount: typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null,
    isSpace: type === 'm.space',
    entry: entryBy(rule),
    isBanned: membership === 'ban',
    hasKnocked: membership === 'knock',
  };
}

/** CS "m.room.join_rules"; who may join a restricted room the server says when one tries. */
function entryBy(rule: unknown): RoomEntry {
  switch (rule) {
    case 'public':
      return 'open';
    case 'knock':
    case 'knock_restricted':
      return 'knock';
    case 'invite':
    case 'private':
      return 'invite';
    default:
      return 'unknown';
  }
}
