import { EventType, Preset, Visibility, type MatrixClient } from 'matrix-js-sdk';
import { waitUntil } from '../run/waitUntil.ts';

interface NewRoom {
  readonly name?: string;
  readonly topic?: string;
  readonly encrypted?: boolean;
  readonly invite?: readonly string[];
  readonly isDirect?: boolean;
  readonly isPublic?: boolean;
}

export interface Rooms {
  readonly createRoom: (room?: NewRoom) => Promise<string>;
  readonly invite: (roomId: string, userId: string) => Promise<void>;
  /** Waits for the invitation, if there is none yet, then joins. */
  readonly join: (roomId: string) => Promise<void>;
  readonly leave: (roomId: string) => Promise<void>;
  readonly waitForMember: (roomId: string, userId: string) => Promise<void>;
}

export function rooms(client: MatrixClient): Rooms {
  const knowsAs = (roomId: string, userId: string, membership: string) => () =>
    client.getRoom(roomId)?.getMember(userId)?.membership === membership;
  const me = client.getSafeUserId();
  return {
    createRoom: async (room = {}) => {
      const { room_id: roomId } = await client.createRoom(creation(room));
      await waitUntil('the new room in sync', () => client.getRoom(roomId), { everyMs: 20 });
      return roomId;
    },
    invite: async (roomId, userId) => {
      await client.invite(roomId, userId);
    },
    join: async (roomId) => {
      await waitUntil(`the invitation of ${me}`, () => client.getRoom(roomId), { everyMs: 20 });
      await client.joinRoom(roomId);
      await waitUntil(`${me} to have joined`, knowsAs(roomId, me, 'join'), { everyMs: 20 });
    },
    leave: async (roomId) => {
      await client.leave(roomId);
    },
    waitForMember: async (roomId, userId) => {
      await waitUntil(`${userId} to have joined`, knowsAs(roomId, userId, 'join'), { everyMs: 20 });
    },
  };
}

function creation({ name, topic, encrypted = false, invite = [], isDirect = false, isPublic = false }: NewRoom) {
  const encryption = { type: EventType.RoomEncryption, state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
  return {
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic }),
    invite: [...invite],
    is_direct: isDirect,
    preset: isPublic ? Preset.PublicChat : Preset.PrivateChat,
    visibility: Visibility.Private,
    initial_state: encrypted ? [encryption] : [],
  };
}
