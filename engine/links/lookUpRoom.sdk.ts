import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import type { RoomAlias, RoomId } from '../../core/ids.ts';
import { isRoomId } from '../../core/links/identifiers.ts';
import type { RoomLookup } from '../../core/features/links/model.ts';
import { isObject } from '../../core/read/json.ts';
import { shownRoomName } from '../sdk/shownRoomName.sdk.ts';
import { bareCard, readRoomCard } from '../../core/features/links/readRoomCard.ts';

/** A server asks others, which may be down. */
const answerWithinMs = 30_000;

/** A room that one is in or invited to, by its ID or by an address that it says it has; null: none of these. */
function knownRoom(client: MatrixClient, named: RoomId | RoomAlias): RoomLookup | null {
  const room = client
    .getRooms()
    .find((one) => one.roomId === named || one.getCanonicalAlias() === named || one.getAltAliases().includes(named));
  const membership = room?.getMyMembership();
  if (!room || (membership !== 'join' && membership !== 'invite')) return null;
  return room.isSpaceRoom() ? { is: 'ourSpace', name: shownRoomName(room) } : { is: 'ours', roomId: room.roomId as RoomId };
}

/** What an address of a room leads to, as far as the server tells (CS `GET /_matrix/client/v1/room_summary`, since 1.15). Joins nothing. */
export async function lookUpRoom(client: MatrixClient, named: RoomId | RoomAlias, via: readonly string[]): Promise<RoomLookup> {
  // An address that a room says it has may have been given to another one: there the directory has the last word.
  const known = named.startsWith('!') ? knownRoom(client, named) : null;
  if (known) return known;
  const answer = await ask(
    client,
    '/_matrix/client/v1',
    `/room_summary/${encodeURIComponent(named)}`,
    via.length > 0 ? { via: [...via] } : {},
  );
  if (answer !== null) {
    const card = readRoomCard(named, answer);
    return (card.roomId && knownRoom(client, card.roomId)) ?? { is: 'other', card };
  }
  if (named.startsWith('!')) return { is: 'nothing' };
  const found = await ask(client, '/_matrix/client/v3', `/directory/room/${encodeURIComponent(named)}`, {});
  const roomId = isObject(found) && typeof found.room_id === 'string' && isRoomId(found.room_id) ? found.room_id : null;
  if (roomId === null) return { is: 'nothing' };
  return knownRoom(client, roomId) ?? { is: 'other', card: bareCard(named, roomId) };
}

/** Null: not there, not for us, or the server does not know the question. */
async function ask(client: MatrixClient, prefix: string, path: string, query: Record<string, string[]>): Promise<unknown> {
  try {
    return await client.http.authedRequest<unknown>(Method.Get, path, query, undefined, { prefix, localTimeoutMs: answerWithinMs });
  } catch (cause) {
    const status = isObject(cause) ? cause.httpStatus : undefined;
    if (status === 404 || status === 403 || status === 400) return null;
    throw cause;
  }
}
