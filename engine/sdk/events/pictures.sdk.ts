import type { RoomMember } from 'matrix-js-sdk/lib/models/room-member.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { pictureVersion } from '../../../core/features/media/pictureVersion.ts';

/** What a room says its picture is, whatever that may be; a conversation of two without one has the other's. */
export function roomPicture(room: Room): unknown {
  const own = room.getMxcAvatarUrl();
  // To find the other, the SDK goes through all members: of thousands, at each message.
  if (own !== null || room.getInvitedAndJoinedMemberCount() > twoAndBots) return own;
  return pictureOf(room.getAvatarFallbackMember());
}

/** Bridges and bots do not count as somebody one talks to. */
const twoAndBots = 5;

interface Pictured {
  readonly picture?: string;
}

/** Nothing of a room that one was only invited to is fetched: who invites would learn of it. */
export function pictureOfRoom(room: Room): Pictured {
  return room.getMyMembership() === 'invite' ? {} : pictured(roomPicture(room));
}

export function pictureOfMember(room: Room, userId: string): Pictured {
  return room.getMyMembership() === 'invite' ? {} : pictured(pictureOf(room.getMember(userId)));
}

/** The SDK finds something under names such as `__proto__`, and nobody. */
const pictureOf = (member: RoomMember | null | undefined): unknown =>
  typeof member?.getMxcAvatarUrl === 'function' ? member.getMxcAvatarUrl() : null;

export function pictured(mxc: unknown): Pictured {
  const picture = pictureVersion(mxc);
  return picture === null ? {} : { picture };
}
