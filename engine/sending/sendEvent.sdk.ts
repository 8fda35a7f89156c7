import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { OutboxEntry } from '../../core/features/sending/storeCalls.ts';
import { Failure } from '../../core/errors.ts';
import { targetOf } from '../../core/features/sending/messageContent.ts';
import type { EventId } from '../../core/ids.ts';

/**
 * Encrypts and sends one message of the outbox. The SDK's own `sendEvent` is not used: its list of pending events refuses a
 * transaction ID that it has seen and blocks a room behind one failure; here the outbox decides both.
 */
export async function sendEvent(client: MatrixClient, entry: OutboxEntry): Promise<EventId> {
  const room = ownRoom(client, entry);
  if (entry.eventType === 'm.room.redaction') return redact(client, entry);
  const event = new MatrixEvent({
    type: entry.eventType,
    content: JSON.parse(entry.content) as Record<string, unknown>,
    room_id: entry.roomId,
    sender: client.getSafeUserId(),
    event_id: `~${entry.roomId}:${entry.txnId}`,
    origin_server_ts: entry.ts,
  });
  // CS "Annotations": servers count reactions, so they are never encrypted.
  if (entry.eventType !== 'm.reaction') await encryptIfNeeded(client, event, room);
  const path = ['rooms', entry.roomId, 'send', event.getWireType(), entry.txnId].map(encodeURIComponent).join('/');
  return put(client, path, event.getWireContent());
}

/** CS `PUT /rooms/{roomId}/redact/{eventId}/{txnId}`. */
async function redact(client: MatrixClient, { roomId, txnId, eventType, content }: OutboxEntry): Promise<EventId> {
  const target = targetOf(eventType, content);
  if (!target) throw new Failure({ code: 'badArgument', field: 'redacts' });
  return put(client, ['rooms', roomId, 'redact', target.eventId, txnId].map(encodeURIComponent).join('/'), {});
}

async function put(client: MatrixClient, path: string, content: Record<string, unknown>): Promise<EventId> {
  const answer = await client.http.authedRequest<{ event_id?: unknown }>(Method.Put, `/${path}`, undefined, content);
  // Something else answered in the place of the server: what it has not named, it has not got.
  if (typeof answer.event_id !== 'string') throw new Failure({ code: 'serverFailing', status: 200 });
  return answer.event_id as EventId;
}

function ownRoom(client: MatrixClient, { roomId }: OutboxEntry): Room {
  const room = client.getRoom(roomId);
  if (room?.getMyMembership() === 'join') return room;
  throw new Failure({ code: 'refused', errcode: 'M_FORBIDDEN', status: 403, message: 'Not a member of this room' });
}

/** Whether what is sent into the entry's room is encrypted; rejects where nothing may be. */
export async function isForEncryptedRoom(client: MatrixClient, entry: OutboxEntry): Promise<boolean> {
  return isEncryptedRoom(client, ownRoom(client, entry));
}

/** The crypto store remembers that a room was encrypted, so that a server cannot talk us out of it. */
async function isEncryptedRoom(client: MatrixClient, room: Room): Promise<boolean> {
  return room.hasEncryptionStateEvent() || ((await client.getCrypto()?.isEncryptionEnabledInRoom(room.roomId)) ?? false);
}

async function encryptIfNeeded(client: MatrixClient, event: MatrixEvent, room: Room): Promise<void> {
  if (!(await isEncryptedRoom(client, room))) return;
  const crypto = client.getCrypto() as CryptoBackend | undefined;
  if (!crypto) throw new Error('an encrypted room, but no crypto');
  await crypto.encryptEvent(event, room);
  if (event.getWireType() !== 'm.room.encrypted') throw new Error('the event was not encrypted');
}
