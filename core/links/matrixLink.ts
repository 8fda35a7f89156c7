import type { EventId, RoomAlias, RoomId, UserId } from '../ids.ts';

/** What the one who made a link hopes that people do with it; never done by the link itself. */
export type LinkAction = 'join' | 'chat';

/** What a `matrix:` URI or a matrix.to address names (Appendices, "URIs"). */
export type MatrixLink =
  | { readonly is: 'user'; readonly userId: UserId; readonly action: LinkAction | null }
  | {
      readonly is: 'room';
      readonly room: RoomId | RoomAlias;
      readonly eventId: EventId | null;
      /** Servers that may know the room. */
      readonly via: readonly string[];
      readonly action: LinkAction | null;
    };

/** The identifier of what is named. */
export const namedBy = (link: MatrixLink): UserId | RoomId | RoomAlias => (link.is === 'user' ? link.userId : link.room);

/** As a `matrix:` URI. */
export function matrixLink(link: MatrixLink): string {
  const path = link.is === 'user' ? `u/${segment(link.userId)}` : roomPath(link.room, link.eventId);
  const query = [
    ...(link.is === 'room' ? link.via : []).map((server) => `via=${encodeURIComponent(server)}`),
    ...(link.action ? [`action=${link.action}`] : []),
  ];
  return `matrix:${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

function roomPath(room: RoomId | RoomAlias, eventId: EventId | null): string {
  const path = `${room.startsWith('#') ? 'r' : 'roomid'}/${segment(room)}`;
  return eventId === null ? path : `${path}/e/${segment(eventId)}`;
}

/** Without the sigil. A colon may stand in a path as it is. */
const segment = (id: string): string => encodeURIComponent(id.slice(1)).replaceAll('%3A', ':');
