import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Preset } from 'matrix-js-sdk/lib/@types/partials.js';
import type { RoomId, UserId } from '../../core/ids.ts';
import type { Log } from '../log.ts';
import { chatWith, keepAsDirect } from '../sdk/directRooms.sdk.ts';

/** The chat with that person that there is, or a new one, encrypted, to which they are invited. */
export async function startChat(client: MatrixClient, userId: UserId, log: Log): Promise<RoomId> {
  const known = chatWith(client, userId);
  if (known) return known;
  const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
  const { room_id: roomId } = await client.createRoom({
    preset: Preset.TrustedPrivateChat,
    is_direct: true,
    invite: [userId],
    initial_state: [encryption],
  });
  // The room is there, whatever becomes of this.
  keepAsDirect(client, roomId, userId).catch((cause) => log.fault('m.direct', cause));
  return roomId as RoomId;
}
