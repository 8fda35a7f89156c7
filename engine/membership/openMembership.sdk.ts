import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Preset, Visibility } from 'matrix-js-sdk/lib/@types/partials.js';
import type { Invited } from '../../core/features/membership/calls.ts';
import type { RoomAlias, RoomId, UserId } from '../../core/ids.ts';
import type { NewRoom } from '../../core/features/directory/model.ts';
import type { Log } from '../log.ts';
import { toError } from '../toError.ts';

/** Making rooms, and who is let in, asked of the server. */
export interface OpenMembership {
  create(wanted: NewRoom): Promise<RoomId>;
  invite(roomId: RoomId, userIds: readonly UserId[]): Promise<Invited>;
  putOut(how: 'kick' | 'ban' | 'unban', roomId: RoomId, userId: UserId, reason: string): Promise<void>;
  setPowerLevel(roomId: RoomId, userId: UserId, level: number): Promise<void>;
  knock(room: RoomId | RoomAlias, via: readonly string[], reason: string): Promise<void>;
  forget(roomId: RoomId): Promise<void>;
}

export function openMembership(client: MatrixClient, log: Log): OpenMembership {
  return {
    create: (wanted) => createRoom(client, wanted, log),
    async invite(roomId, userIds) {
      const refused: Invited['refused'][number][] = [];
      // One after the other: servers limit how many may be invited at a time.
      for (const userId of userIds) {
        try {
          await client.invite(roomId, userId);
        } catch (cause) {
          refused.push({ userId, error: toError(cause, log, 'invite') });
        }
      }
      return { refused };
    },
    async putOut(how, roomId, userId, reason) {
      if (how === 'kick') await client.kick(roomId, userId, reason || undefined);
      else if (how === 'ban') await client.ban(roomId, userId, reason || undefined);
      else await client.unban(roomId, userId);
    },
    setPowerLevel: async (roomId, userId, level) => void (await client.setPowerLevel(roomId, userId, level)),
    knock: async (room, via, reason) => void (await client.knockRoom(room, { viaServers: [...via], ...(reason !== '' && { reason }) })),
    async forget(roomId) {
      await client.leave(roomId);
      await client.forget(roomId, true);
    },
  };
}

async function createRoom(client: MatrixClient, { name, topic, access, isEncrypted, address }: NewRoom, log: Log): Promise<RoomId> {
  const isPublic = access === 'public';
  const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
  const { room_id: roomId } = await client.createRoom({
    preset: isPublic ? Preset.PublicChat : Preset.PrivateChat,
    visibility: Visibility.Private,
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(topic.trim() !== '' && { topic: topic.trim() }),
    ...(isPublic && address !== '' && { room_alias_name: address }),
    initial_state: isEncrypted ? [encryption] : [],
  });
  // Many servers let nobody list rooms (Synapse's `room_list_publication_rules`), and refuse to make one that asks for it.
  if (isPublic) client.setRoomDirectoryVisibility(roomId, Visibility.Public).catch((cause) => log.fault('room directory', cause));
  return roomId as RoomId;
}
