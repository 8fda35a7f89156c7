import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import { answerOfFace, answerOfMessage } from '../../core/features/media/mediaAnswer.ts';
import type { MediaAnswer } from '../../core/features/media/mainCalls.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import { pictureVersion } from '../../core/features/media/pictureVersion.ts';
import type { EventId, RoomId } from '../../core/ids.ts';
import { isObject, type Json } from '../../core/read/json.ts';
import { roomPicture } from '../sdk/events/pictures.sdk.ts';
import { shownEdit } from '../sdk/events/shownEdit.sdk.ts';

type History = Pick<Client<StoreContract>['calls'], 'historyWindow'>;

const none: MediaAnswer = { is: 'none' };

/** Of a room that one was only invited to nothing is fetched: who invites would learn of it. */
export async function findMedia(client: MatrixClient, store: History, target: MediaTarget): Promise<MediaAnswer> {
  if (target.of === 'me') return ownFace(client, target.version);
  // Main has it, and asks nobody.
  if (target.of === 'unsent') return none;
  const room = client.getRoom(target.roomId);
  if (!room || room.getMyMembership() === 'invite') return none;
  switch (target.of) {
    case 'room':
      return faceOf(roomPicture(room), target.version);
    case 'member':
      return faceOf(room.getMember(target.userId)?.getMxcAvatarUrl(), target.version);
    case 'event': {
      const event = room.findEventById(target.eventId);
      const content = event ? await contentOf(client, room, event) : await keptContent(store, target.roomId, target.eventId);
      return content ? answerOfMessage(content, target.part) : none;
    }
  }
}

/** As any of the rooms has it. */
function ownFace(client: MatrixClient, version: string): MediaAnswer {
  const me = client.getSafeUserId();
  const found = client.getRooms().map((room) => faceOf(room.getMember(me)?.getMxcAvatarUrl(), version));
  return found.find(({ is }) => is === 'found') ?? none;
}

/** One that has been replaced meanwhile is not shown under the name of the old one. */
const faceOf = (mxc: unknown, version: string): MediaAnswer => (pictureVersion(mxc) === version ? answerOfFace(mxc) : none);

async function contentOf(client: MatrixClient, room: Room, event: MatrixEvent): Promise<Json | null> {
  await client.decryptEventIfNeeded(event);
  if (event.isRedacted() || event.isDecryptionFailure() || !isFile(event.getType())) return null;
  const content: unknown = shownEdit(room, event).content ?? event.getOriginalContent();
  return isObject(content) ? content : null;
}

/** What is no longer in the SDK's memory, as the history has it. */
async function keptContent(store: History, roomId: RoomId, eventId: EventId): Promise<Json | null> {
  const { rows } = await store.historyWindow({ of: { around: roomId, eventId }, from: { newest: true }, limit: 1 });
  const row = rows.find((placed) => placed.row.eventId === eventId)?.row;
  if (!row || row.state !== 'clear' || row.redactedBy !== null || !isFile(row.type)) return null;
  const content: unknown = JSON.parse(row.content);
  return isObject(content) ? content : null;
}

const isFile = (type: string): boolean => type === 'm.room.message' || type === 'm.sticker';
