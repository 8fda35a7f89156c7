import type { EventId, RoomId } from '../../../../core/ids.ts';
import { callEngine } from '../../../bridge/engineLink.ts';
import { report } from '../../../bridge/host.ts';

/** A link that every Matrix client understands (Appendices, "matrix.to navigation"), with servers by which others find the room. */
function eventLink(roomId: RoomId, eventId: EventId, servers: readonly string[]): string {
  const via = servers.map((server) => `via=${encodeURIComponent(server)}`).join('&');
  return `https://matrix.to/#/${encodeURIComponent(roomId)}/${encodeURIComponent(eventId)}${via && `?${via}`}`;
}

export function copyLink(roomId: RoomId, eventId: EventId, copy: (text: string) => void, slot: string): void {
  callEngine('viaServers', { roomId }, slot).then(
    (servers) => copy(eventLink(roomId, eventId, servers)),
    (cause: unknown) => report('copy link', cause),
  );
}
