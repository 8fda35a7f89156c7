import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { endWithin } from '../../../core/within.ts';
import { awaitsDecryption } from './shownEvents.sdk.ts';

/** Tries the keys of these events, also of the edits that change them; resolves when all were tried, or after `atMostMs`. */
export async function decryptEvents(client: MatrixClient, events: readonly MatrixEvent[], atMostMs: number): Promise<void> {
  if (!client.getCrypto()) return;
  const waiting = events.flatMap((event) => [event, event.replacingEvent()]).filter((event) => event !== null && awaitsDecryption(event));
  await endWithin(
    atMostMs,
    waiting.map((event) => client.decryptEventIfNeeded(event!)),
  );
}

/**
 * The same for what the unread counts and the preview of these rooms are made from (the SDK by itself reads the last event only where there
 * is no receipt).
 */
export async function decryptUnread(client: MatrixClient, rooms: readonly Room[], atMostMs: number): Promise<void> {
  await decryptEvents(client, rooms.filter((room) => room.hasEncryptionStateEvent()).flatMap(unread), atMostMs);
}

function unread(room: Room): MatrixEvent[] {
  const events = room.getLiveTimeline().getEvents();
  const readUpTo = room.getEventReadUpTo(room.myUserId);
  return events.slice(events.findLastIndex((event) => event.getId() === readUpTo) + 1);
}
