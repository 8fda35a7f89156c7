import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomId } from '../../core/ids.ts';

export interface OpenNaming {
  room(roomId: RoomId, name: string): Promise<void>;
  topic(roomId: RoomId, topic: string): Promise<void>;
  own(name: string): Promise<void>;
}

export function openNaming(client: MatrixClient): OpenNaming {
  return {
    room: async (roomId, name) => void (await client.setRoomName(roomId, name)),
    topic: async (roomId, topic) => void (await client.setRoomTopic(roomId, topic)),
    own: async (name) => void (await client.setDisplayName(name)),
  };
}
