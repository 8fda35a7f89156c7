import type { EventId, RoomId } from '../../../../core/ids.ts';

/** A link that every Matrix client understands (appendices, "matrix.to navigation"); the room's own server is where to join through. */
export function eventLink(roomId: RoomId, eventId: EventId): string {
  const colon = roomId.indexOf(':');
  const via = colon < 0 ? '' : `?via=${encodeURIComponent(roomId.slice(colon + 1))}`;
  return `https://matrix.to/#/${encodeURIComponent(roomId)}/${encodeURIComponent(eventId)}${via}`;
}
