import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import { MatrixEvent, type IEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { ShownEdit } from '../../../core/features/timeline/shownEdit.ts';
import { isObject } from '../../../core/read/json.ts';
import { decryptEvents } from './decryption.sdk.ts';
import { askForDoubts } from './senderDoubts.sdk.ts';
import { editAmong, shownEdit } from './shownEdit.sdk.ts';

const decryptWithinMs = 2_000;

export interface ReadEvent {
  readonly event: MatrixEvent;
  readonly edit: ShownEdit;
}

/** One event of a room and what it says now, decrypted: from what is loaded, else from the server. Null: there is none, or not for us. */
export async function readEvent(client: MatrixClient, room: Room, eventId: string): Promise<ReadEvent | null> {
  const known = room.findEventById(eventId);
  if (known) {
    await decryptEvents(client, [known], decryptWithinMs);
    return { event: known, edit: shownEdit(room, known) };
  }
  const raw = await fetchEvent(client, room.roomId, eventId);
  if (!raw) return null;
  const event = asEvent(room, raw);
  // CS "Aggregations of child events": the newest edit comes with it.
  const bundled: unknown = raw.unsigned?.['m.relations']?.['m.replace'];
  const edits = isObject(bundled) && typeof bundled['type'] === 'string' ? [asEvent(room, bundled as Partial<IEvent>)] : [];
  await readAll(client, [event, ...edits]);
  return { event, edit: editAmong(event, edits) };
}

/** Tries their keys, and asks who has encrypted them. */
export async function readAll(client: MatrixClient, events: readonly MatrixEvent[]): Promise<void> {
  await decryptEvents(client, events, decryptWithinMs);
  await askForDoubts(client, events);
}

export const asEvent = (room: Room, raw: Partial<IEvent>): MatrixEvent => new MatrixEvent({ ...raw, room_id: room.roomId });

async function fetchEvent(client: MatrixClient, roomId: string, eventId: string): Promise<Partial<IEvent> | null> {
  try {
    const raw: unknown = await client.fetchRoomEvent(roomId, eventId);
    if (!isObject(raw) || raw['event_id'] !== eventId || typeof raw['type'] !== 'string' || !isObject(raw['content'])) return null;
    // Another room's is none of ours.
    return raw['room_id'] === undefined || raw['room_id'] === roomId ? (raw as Partial<IEvent>) : null;
  } catch (cause) {
    if (cause instanceof MatrixError && (cause.httpStatus === 404 || cause.httpStatus === 403)) return null;
    throw cause;
  }
}
