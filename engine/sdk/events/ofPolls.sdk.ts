import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import type { PollBody } from '../../../core/features/polls/model.ts';
import { tallied, type OfPoll } from '../../../core/features/polls/tally.ts';
import type { UserId } from '../../../core/ids.ts';
import { field } from '../../../core/read/json.ts';
import { eventTs } from './eventTs.sdk.ts';
import { doubtOf } from './senderDoubts.sdk.ts';
import { awaitsDecryption } from './shownEvents.sdk.ts';

/** A poll with the votes that are loaded: they come behind it, so that they are there where it is. */
export type Tally = (event: MatrixEvent, poll: PollBody) => PollBody;

export function tallyIn(room: Room): Tally {
  let byPoll: ReadonlyMap<string, readonly OfPoll[]> | null = null;
  return (event, poll) => {
    byPoll ??= referencesIn(room);
    const creator = event.getSender();
    return tallied(poll, byPoll.get(event.getId() ?? '') ?? [], {
      me: room.myUserId as UserId,
      isEncrypted: event.isEncrypted(),
      mayEnd: (userId) => userId === creator || room.currentState.maySendRedactionForEvent(event, userId),
    });
  };
}

function referencesIn(room: Room): ReadonlyMap<string, readonly OfPoll[]> {
  const found = new Map<string, OfPoll[]>();
  for (const event of room.getLiveTimeline().getEvents()) {
    // It stands in the clear also on what is encrypted.
    const relation = field(event.getWireContent(), 'm.relates_to');
    const target = field(relation, 'event_id');
    const sender: unknown = event.getSender();
    if (field(relation, 'rel_type') !== 'm.reference' || typeof target !== 'string' || typeof sender !== 'string') continue;
    if (event.isState() || event.isRedacted() || awaitsDecryption(event)) continue;
    const one = {
      eventId: event.getId() ?? '',
      type: event.getType(),
      sender: sender as UserId,
      ts: eventTs(room, event),
      content: event.getOriginalContent() as unknown,
      isReadable: !event.isDecryptionFailure(),
      isEncrypted: event.isEncrypted(),
      isDoubted: doubtOf(event) !== null,
    };
    const others = found.get(target);
    if (others) others.push(one);
    else found.set(target, [one]);
  }
  return found;
}
