import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomId, UserId } from '../../core/ids.ts';
import type { UserLookup } from '../../core/features/links/model.ts';
import { plainName } from '../../core/text/plainText.ts';
import { chatWith } from '../sdk/directRooms.sdk.ts';
import { shownRoomName } from '../sdk/shownRoomName.sdk.ts';

const maxShared = 50;

/** Who a link names: as the server tells, and as one knows them from rooms. */
export async function lookUpUser(client: MatrixClient, userId: UserId): Promise<UserLookup> {
  const rooms = client
    .getRooms()
    .filter((room) => room.getMyMembership() === 'join' && !room.isSpaceRoom() && room.getMember(userId)?.membership === 'join');
  const isMe = userId === client.getUserId();
  const answer = await profile(client, userId);
  if (answer === null && rooms.length === 0 && !isMe) return { is: 'nothing' };
  const name = plainName(answer?.displayname ?? rooms[0]?.getMember(userId)?.rawDisplayName, plainName(userId, '?'));
  const shared = isMe ? [] : rooms.slice(0, maxShared).map((room) => ({ id: room.roomId as RoomId, name: shownRoomName(room) }));
  return { is: 'found', card: { userId, name, isMe, shared, chat: isMe ? null : chatWith(client, userId) } };
}

/** Null: there is nobody of that name, as far as the server tells us. */
async function profile(client: MatrixClient, userId: UserId): Promise<{ readonly displayname?: unknown } | null> {
  try {
    return await client.getProfileInfo(userId);
  } catch (cause) {
    const status = (cause as { readonly httpStatus?: unknown }).httpStatus;
    if (status === 404 || status === 400) return null;
    // Not everybody's profile is for everybody: that they exist is no secret.
    if (status === 403) return {};
    throw cause;
  }
}
