import { EventType } from 'matrix-js-sdk/lib/@types/event.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { RoomId, UserId } from '../../core/ids.ts';

/** CS "m.direct": user IDs to lists of room IDs; written by other clients, so nothing of it is taken for granted. */
function readLists(client: MatrixClient): Record<string, unknown> {
  return client.getAccountData(EventType.Direct)?.getContent() ?? {};
}

export function readDirectRooms(client: MatrixClient): Set<string> {
  const lists = Object.values(readLists(client)).filter(Array.isArray) as unknown[][];
  return new Set(lists.flat().filter((roomId) => typeof roomId === 'string'));
}

function directRoomsWith(client: MatrixClient, userId: string): string[] {
  const lists = readLists(client);
  const list = Object.hasOwn(lists, userId) ? lists[userId] : undefined;
  return Array.isArray(list) ? list.filter((roomId): roomId is string => typeof roomId === 'string') : [];
}

/** The direct room with that person in which something happened last; they may still be invited. */
export function chatWith(client: MatrixClient, userId: UserId): RoomId | null {
  const theirs = new Set(['join', 'invite']);
  const rooms = directRoomsWith(client, userId)
    .map((roomId) => client.getRoom(roomId))
    .filter((room): room is Room => room?.getMyMembership() === 'join' && theirs.has(room.getMember(userId)?.membership ?? ''));
  rooms.sort((a, b) => b.getLastActiveTimestamp() - a.getLastActiveTimestamp());
  return (rooms[0]?.roomId as RoomId | undefined) ?? null;
}

/**
 * The inviter's flag is gone once one has joined: who accepts keeps the room as a direct one (CS "Client behaviour" of direct messaging).
 */
export async function keepAsDirect(client: MatrixClient, roomId: string, userId: string): Promise<void> {
  const lists = readLists(client);
  const known = Array.isArray(lists[userId]) ? (lists[userId] as string[]) : [];
  if (known.includes(roomId)) return;
  await client.setAccountDataRaw(EventType.Direct, { ...lists, [userId]: [...known, roomId] } as Record<string, string[]>);
}
