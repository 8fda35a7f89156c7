import type { Room } from 'matrix-js-sdk/lib/models/room.js';

/** What a room says its picture is, whatever that may be; a conversation of two without one has the other's. */
export function roomPicture(room: Room): unknown {
  return room.getMxcAvatarUrl() ?? room.getAvatarFallbackMember()?.getMxcAvatarUrl() ?? null;
}
