import type { EventId, RoomAlias, RoomId } from '../ids.ts';
import type { MatrixLink } from './matrixLink.ts';

/** As a `matrix:` URI: what reading one undoes. */
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
