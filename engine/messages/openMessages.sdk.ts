import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { Failure } from '../../core/errors.ts';
import type { EditHistory, Quote } from '../../core/features/messages/calls.ts';
import { forwarded } from '../../core/features/messages/forwarded.ts';
import type { EventId, RoomId } from '../../core/ids.ts';
import { deniedBy, viaServers } from '../../core/links/viaServers.ts';
import { isObject, type Json } from '../../core/read/json.ts';
import type { Log } from '../log.ts';
import { eventTs } from '../sdk/events/eventTs.sdk.ts';
import { messageBody } from '../sdk/events/messageBody.sdk.ts';
import { senderOf } from '../sdk/events/person.sdk.ts';
import { readEvent } from '../sdk/events/readEvent.sdk.ts';
import { awaitsDecryption } from '../sdk/events/shownEvents.sdk.ts';
import { editHistory } from './editHistory.sdk.ts';

/** Single messages, from what is loaded and from the server. */
export interface OpenMessages {
  quotes(roomId: RoomId, eventIds: readonly EventId[]): Promise<readonly Quote[]>;
  editHistory(roomId: RoomId, eventId: EventId): Promise<EditHistory>;
  /** What it says, for another room; null: nothing that could be sent. */
  contentOf(roomId: RoomId, eventId: EventId): Promise<Json | null>;
  viaServers(roomId: RoomId): readonly string[];
}

export function openMessages(client: MatrixClient, log: Log): OpenMessages {
  const roomOf = (roomId: RoomId): Room => {
    const room = client.getRoom(roomId);
    if (!room) throw new Failure({ code: 'badArgument', field: 'roomId' });
    return room;
  };
  return {
    async quotes(roomId, eventIds) {
      const room = roomOf(roomId);
      const found = await Promise.all(eventIds.map((eventId) => quote(client, room, eventId, log)));
      return found.filter((one) => one !== null);
    },
    editHistory: (roomId, eventId) => editHistory(client, roomOf(roomId), eventId, log),
    async contentOf(roomId, eventId) {
      const found = await readEvent(client, roomOf(roomId), eventId);
      if (!found || found.event.isRedacted() || found.event.getType() !== 'm.room.message') return null;
      const original: unknown = found.event.getOriginalContent();
      // An answer that was edited is one still.
      const content = found.edit.content
        ? { ...found.edit.content, 'm.relates_to': isObject(original) ? original['m.relates_to'] : undefined }
        : original;
      return isObject(content) ? forwarded(content) : null;
    },
    viaServers(roomId) {
      const { currentState } = roomOf(roomId);
      const acl: Json | undefined = currentState.getStateEvents('m.room.server_acl', '')?.getContent();
      const members = currentState.getMembers().filter(({ membership }) => membership === 'join');
      return viaServers(members, deniedBy(acl));
    },
  };
}

/** One that cannot be had costs itself. */
async function quote(client: MatrixClient, room: Room, eventId: EventId, log: Log): Promise<Quote | null> {
  try {
    const found = await readEvent(client, room, eventId);
    if (!found || found.event.isState() || awaitsDecryption(found.event)) return null;
    const { event, edit } = found;
    return { eventId, sender: senderOf(room, event), ts: eventTs(room, event), body: messageBody(event, edit.content) };
  } catch (cause) {
    log.fault('a message that was asked for', cause);
    return null;
  }
}
