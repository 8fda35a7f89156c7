import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import type { EventId, RoomId } from '../../core/ids.ts';
import { isEventId } from '../../core/links/identifiers.ts';
import { isObject } from '../../core/read/json.ts';

const pinnedEvents = 'm.room.pinned_events';
/** More than people look through; a room may name as many as fit into an event. */
const mostPins = 200;

export interface OpenPins {
  of(roomId: RoomId): { readonly pinned: readonly EventId[]; readonly mayPin: boolean };
  put(roomId: RoomId, eventId: EventId, on: boolean): Promise<void>;
}

export function openPins(client: MatrixClient): OpenPins {
  return {
    of(roomId) {
      const state = client.getRoom(roomId)?.currentState;
      const mayPin =
        client.getRoom(roomId)?.getMyMembership() === 'join' && state?.maySendStateEvent(pinnedEvents, client.getSafeUserId()) === true;
      return { pinned: readPins(state?.getStateEvents(pinnedEvents, '')?.getContent()), mayPin };
    },
    async put(roomId, eventId, on) {
      // Asked for now: what others have pinned meanwhile stays.
      const before = readPins(await contentNow(client, roomId));
      if (before.includes(eventId) === on) return;
      const pinned = on ? [...before, eventId] : before.filter((one) => one !== eventId);
      await client.sendStateEvent(roomId, pinnedEvents as never, { pinned } as never, '');
    },
  };
}

async function contentNow(client: MatrixClient, roomId: RoomId): Promise<unknown> {
  try {
    return await client.getStateEvent(roomId, pinnedEvents, '');
  } catch (cause) {
    if (cause instanceof MatrixError && cause.errcode === 'M_NOT_FOUND') return {};
    throw cause;
  }
}

/** Somebody else's list: what names no event is left out, and nothing counts twice. */
function readPins(content: unknown): readonly EventId[] {
  const pinned: unknown = isObject(content) ? content['pinned'] : undefined;
  const ids = Array.isArray(pinned) ? pinned.filter((id): id is EventId => typeof id === 'string' && isEventId(id)) : [];
  return [...new Set(ids)].slice(-mostPins);
}
