import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { reactionsOf, type ReadReaction } from '../../core/features/timeline/reactions.ts';
import type { EventId, UserId } from '../../core/ids.ts';
import { isEventId } from '../../core/links/identifiers.ts';
import type { Person } from '../../core/features/rooms/model.ts';
import type { BrokenItem, MessageItem, StateItem, TimelineItem } from '../../core/features/timeline/model.ts';
import { quoted } from '../../core/features/timeline/quoted.ts';
import { field } from '../../core/read/json.ts';
import { eventTs } from '../sdk/events/eventTs.sdk.ts';
import { messageBody } from '../sdk/events/messageBody.sdk.ts';
import { tallyIn, type Tally } from '../sdk/events/ofPolls.sdk.ts';
import { person, senderOf } from '../sdk/events/person.sdk.ts';
import { doubtOf } from '../sdk/events/senderDoubts.sdk.ts';
import { shownEdit } from '../sdk/events/shownEdit.sdk.ts';
import { awaitsDecryption, isShownMessage } from '../sdk/events/shownEvents.sdk.ts';
import { stateChange } from './stateChange.sdk.ts';

const maxReaders = 20;

export interface Faults {
  /** One bad event says that it cannot be shown, and is logged under this reference; the rest of the room is shown. */
  fault(what: string, cause: unknown): string;
}

/** The rows of a timeline, oldest first. What awaits its keys is left out for the moment that it takes. */
export function timelineItems(client: MatrixClient, room: Room, events: readonly MatrixEvent[], faults: Faults): TimelineItem[] {
  const items: TimelineItem[] = [];
  const tally = tallyIn(room);
  let readers: Person[] = [];
  for (const event of [...events].reverse()) {
    try {
      readers = merge(readers, readersOf(room, event));
      const item = timelineItem(client, room, event, tally);
      if (!item) continue;
      // A receipt on an event without a row counts for the nearest row before it.
      if (item.kind === 'message')
        items.push({ ...item, readBy: readers.filter((reader) => reader.userId !== item.sender.userId).slice(0, maxReaders) });
      else items.push(item);
      if (item.kind === 'message') readers = [];
    } catch (cause) {
      items.push(...brokenItem(event, faults.fault('an event could not be shown', cause)));
    }
  }
  return items.reverse();
}

function timelineItem(client: MatrixClient, room: Room, event: MatrixEvent, tally: Tally): TimelineItem | null {
  if (event.isState()) return stateItem(room, event);
  if (!isShownMessage(event) || awaitsDecryption(event)) return null;
  return messageItem(client, room, event, tally);
}

function messageItem(client: MatrixClient, room: Room, event: MatrixEvent, tally: Tally): MessageItem {
  const eventId = event.getId() as EventId;
  const own = event.getSender() === client.getUserId();
  const txnId = own ? ownTxnId(event) : null;
  const edit = shownEdit(room, event);
  const doubt = doubtOf(event);
  const body = messageBody(event, edit.content);
  return {
    kind: 'message',
    id: txnId ?? eventId,
    eventId,
    txnId,
    sender: senderOf(room, event),
    own,
    ts: eventTs(room, event),
    body: body.type === 'poll' ? tally(event, body) : body,
    edited: edit.content !== null,
    ...(edit.refused !== null && { refusedEdit: edit.refused }),
    ...(doubt !== null && { doubt }),
    encrypted: event.isEncrypted(),
    mentionsMe: !own && client.getPushActionsForEvent(event)?.tweaks?.highlight === true,
    send: null,
    ...answerOf(room, event),
    ...reactionsTo(room, event),
    readBy: [],
  };
}

/** What a message answers (CS "Rich replies"); the answered one as it reads now, where it is loaded. */
function answerOf(room: Room, event: MatrixEvent): Pick<MessageItem, 'replyTo'> {
  const content: unknown = event.getOriginalContent();
  const eventId = field(field(field(content, 'm.relates_to'), 'm.in_reply_to'), 'event_id');
  if (typeof eventId !== 'string' || !isEventId(eventId) || event.isRedacted()) return {};
  const answered = room.findEventById(eventId);
  if (!answered || answered.isState() || awaitsDecryption(answered)) return { replyTo: { eventId, sender: null, text: null } };
  const body = messageBody(answered, shownEdit(room, answered).content);
  return { replyTo: { eventId, sender: senderOf(room, answered), ...quoted(body) } };
}

function reactionsTo(room: Room, event: MatrixEvent): Pick<MessageItem, 'reactions'> {
  const eventId = event.getId();
  const relations = eventId === undefined ? undefined : room.relations.getChildEventsForEvent(eventId, 'm.annotation', 'm.reaction');
  if (!relations || event.isRedacted()) return {};
  const read = relations
    .getRelations()
    .filter((one) => !one.isRedacted())
    .map((one): ReadReaction => {
      const { userId } = senderOf(room, one);
      const row = { type: one.getType(), relType: 'm.annotation', sender: userId, ts: eventTs(room, one), eventId: one.getId() as EventId };
      return { row, content: one.getOriginalContent() };
    });
  const reactions = reactionsOf(read, room.myUserId as UserId, (userId) => person(room, userId));
  return reactions.length === 0 ? {} : { reactions };
}

/** In the place of what could not be made into an item. Its date may be what is wrong, so it has none of its own. */
function brokenItem(event: MatrixEvent, ref: string): BrokenItem[] {
  const eventId: unknown = event.getId();
  return typeof eventId === 'string' ? [{ kind: 'broken', id: eventId, eventId: eventId as EventId, ts: 0, ref }] : [];
}

/** The server tells it to the device that sent the event only. */
export function ownTxnId(event: MatrixEvent): string | null {
  const txnId: unknown = event.getUnsigned().transaction_id;
  return typeof txnId === 'string' ? txnId : null;
}

function stateItem(room: Room, event: MatrixEvent): StateItem | null {
  const change = stateChange(room, event);
  const eventId = event.getId() as EventId;
  return change && { kind: 'state', id: eventId, eventId, actor: senderOf(room, event), ts: eventTs(room, event), change };
}

function readersOf(room: Room, event: MatrixEvent): Person[] {
  return room
    .getReceiptsForEvent(event)
    .filter((receipt) => receipt.type === 'm.read' && receipt.userId !== room.myUserId)
    .map((receipt) => person(room, receipt.userId));
}

function merge(a: readonly Person[], b: readonly Person[]): Person[] {
  const ids = new Set(a.map((one) => one.userId));
  return [...a, ...b.filter((one) => !ids.has(one.userId))];
}
