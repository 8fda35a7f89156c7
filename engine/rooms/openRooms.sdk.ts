import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomId } from '../../core/ids.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { RoomDetail } from '../../core/features/rooms/model.ts';
import { keepAsDirect } from '../sdk/directRooms.sdk.ts';
import { RoomPublisher, type PublisherParts } from './roomPublisher.sdk.ts';
import { inviteEvent } from './roomRow.sdk.ts';
import { watchTouches } from './roomTouch.sdk.ts';

/** The account's rooms, once the SDK runs. */
export interface OpenRooms {
  /** Resolves when everything touched so far is out. */
  publish(): Promise<void>;
  /** Null: not a room of ours. */
  detailOf(roomId: RoomId): RoomDetail | null;
  join(roomId: RoomId): Promise<void>;
  /** Leaves, or declines an invite. */
  leave(roomId: RoomId): Promise<void>;
  readonly stop: Disposer;
}

export function openRooms(client: MatrixClient, parts: PublisherParts): OpenRooms {
  const publisher = new RoomPublisher(client, parts);
  const stop = watchTouches(client, {
    room: (roomId) => publisher.touch(roomId),
    gone: (roomId) => publisher.drop(roomId),
    directRooms: () => publisher.directChanged(),
    typing: (roomId, userIds) => publisher.setTyping(roomId, userIds),
  });
  return {
    stop,
    publish: () => publisher.publish(),
    detailOf: (roomId) => publisher.detailOf(roomId),
    async join(roomId) {
      const invite = inviteOf(client, roomId);
      await client.joinRoom(roomId);
      // The room is joined, whatever becomes of this.
      if (invite?.isDirect) keepAsDirect(client, roomId, invite.by).catch((cause) => parts.log.fault('m.direct', cause));
    },
    leave: async (roomId) => void (await client.leave(roomId)),
  };
}

function inviteOf(client: MatrixClient, roomId: RoomId): { by: string; isDirect: boolean } | null {
  const room = client.getRoom(roomId);
  const event = room ? inviteEvent(room) : undefined;
  const by = event?.getSender();
  return by ? { by, isDirect: event?.getContent()['is_direct'] === true } : null;
}
