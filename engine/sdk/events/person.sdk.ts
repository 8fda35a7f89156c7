import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { UserId } from '../../../core/ids.ts';
import type { Person } from '../../../core/features/rooms/model.ts';
import { pictureOfMember } from './pictures.sdk.ts';
import { personName } from '../../../core/text/personName.ts';

/** A member by their present name, which the SDK has made unambiguous; who is not known (yet) goes by the user ID. */
export function person(room: Room, userId: string): Person {
  return { userId: userId as UserId, name: personName(room.getMember(userId)?.name, userId), ...pictureOfMember(room, userId) };
}

/** Who sent an event; people who have left long ago are known to the event alone. */
export function senderOf(room: Room, event: MatrixEvent): Person {
  const sender: unknown = event.getSender();
  const userId = typeof sender === 'string' ? sender : '';
  const name = personName(room.getMember(userId)?.name || event.sender?.name, userId);
  return { userId: userId as UserId, name, ...pictureOfMember(room, userId) };
}
