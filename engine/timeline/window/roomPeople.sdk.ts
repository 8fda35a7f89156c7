import { ReceiptType } from 'matrix-js-sdk/lib/@types/read_receipts.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { PersonRow, PlacedRow } from '../../../core/features/history/rows.ts';
import type { Person } from '../../../core/features/rooms/model.ts';
import type { PlacedReceipt } from '../../../core/features/timeline/readers.ts';
import type { EventId, UserId } from '../../../core/ids.ts';
import { personName } from '../../../core/text/personName.ts';
import { pictureOfMember } from '../../sdk/events/pictures.sdk.ts';

/** As they are called in this room: by the SDK where it knows them, which tells apart those of one name; else by the name that they had. */
export function peopleOf(room: Room, rows: readonly PersonRow[], userIds: ReadonlySet<UserId>): readonly Person[] {
  const known = new Map(rows.map(({ userId, name }) => [userId, name]));
  return [...userIds].map((userId) => {
    const present: unknown = room.getMember(userId)?.name;
    const isNamed = typeof present === 'string' && present !== '' && present !== userId;
    const name = personName(isNamed ? present : (formerName(room, known.get(userId) ?? null, userId) ?? present), userId);
    return { userId, name, ...pictureOfMember(room, userId) };
  });
}

/** Somebody else may be called so by now. */
function formerName(room: Room, name: string | null, userId: UserId): string | null {
  if (name === null) return null;
  return room.currentState.getUserIdsWithDisplayName(name).some((other) => other !== userId) ? `${name} (${userId})` : name;
}

/** Who has read up to which of these, as the SDK has it. */
export function receiptsOf(room: Room, rows: readonly PlacedRow[]): readonly PlacedReceipt[] {
  return rows.flatMap(({ row: { eventId }, pos }) =>
    room
      .getReceiptsForEvent(withId(eventId))
      .filter(({ type }) => (type as ReceiptType) === ReceiptType.Read)
      .map(({ userId, data }) => ({ userId: userId as UserId, thread: '', isPrivate: false, eventId, ts: data.ts, pos })),
  );
}

const withId = (eventId: EventId): MatrixEvent => new MatrixEvent({ event_id: eventId });
