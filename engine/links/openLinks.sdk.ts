import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomAlias, RoomId, UserId } from '../../core/ids.ts';
import type { RoomLookup, UserLookup } from '../../core/features/links/model.ts';
import type { Log } from '../log.ts';
import { lookUpRoom } from './lookUpRoom.sdk.ts';
import { lookUpUser } from './lookUpUser.sdk.ts';
import { startChat } from './startChat.sdk.ts';

/** What links name, asked of the server. */
export interface OpenLinks {
  room(named: RoomId | RoomAlias, via: readonly string[]): Promise<RoomLookup>;
  user(userId: UserId): Promise<UserLookup>;
  join(named: RoomId | RoomAlias, via: readonly string[]): Promise<RoomId>;
  chat(userId: UserId): Promise<RoomId>;
}

export function openLinks(client: MatrixClient, log: Log): OpenLinks {
  return {
    room: (named, via) => lookUpRoom(client, named, via),
    user: (userId) => lookUpUser(client, userId),
    join: async (named, via) => (await client.joinRoom(named, { viaServers: [...via] })).roomId as RoomId,
    chat: (userId) => startChat(client, userId, log),
  };
}
