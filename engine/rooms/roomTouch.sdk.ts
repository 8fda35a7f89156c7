import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { MatrixEventEvent } from 'matrix-js-sdk/lib/models/event.js';
import { RoomMemberEvent } from 'matrix-js-sdk/lib/models/room-member.js';
import { RoomStateEvent } from 'matrix-js-sdk/lib/models/room-state.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { RoomEvent } from 'matrix-js-sdk/lib/models/room.js';
import type { Disposer } from '../../core/listeners.ts';
import { listenTo } from '../sdk/listenTo.sdk.ts';

interface Touches {
  room(roomId: string): void;
  gone(roomId: string): void;
  directRooms(): void;
  typing(roomId: string, userIds: readonly string[]): void;
}

/** Says which rooms the SDK's events touch, so that only those are looked at again, until what this returns is called. */
export function watchTouches(client: MatrixClient, touches: Touches): Disposer {
  const byRoom = (room: Room | undefined): void => {
    if (room) touches.room(room.roomId);
  };
  const ofRoom = (_event: MatrixEvent, room: Room | undefined): void => byRoom(room);
  const byEvent = (event: MatrixEvent): void => {
    const roomId = event.getRoomId();
    if (roomId) touches.room(roomId);
  };
  let isOver = false;
  const meet = (room: Room): void => {
    room.on(RoomEvent.UnreadNotifications, () => {
      if (!isOver) touches.room(room.roomId);
    });
    touches.room(room.roomId);
  };
  for (const room of client.getRooms()) meet(room);
  const stop = listenTo(client, {
    [ClientEvent.Room]: meet,
    [ClientEvent.DeleteRoom]: (roomId) => touches.gone(roomId),
    [ClientEvent.AccountData]: (event) => {
      if (event.getType() === 'm.direct') touches.directRooms();
    },
    [RoomEvent.Timeline]: ofRoom,
    [RoomEvent.TimelineReset]: byRoom,
    [RoomEvent.Name]: byRoom,
    [RoomEvent.Receipt]: ofRoom,
    [RoomEvent.AccountData]: ofRoom,
    [RoomEvent.MyMembership]: byRoom,
    [RoomEvent.Redaction]: ofRoom,
    [RoomStateEvent.Events]: byEvent,
    [MatrixEventEvent.Decrypted]: byEvent,
    [MatrixEventEvent.Replaced]: byEvent,
    [RoomMemberEvent.Typing]: (event, member) => {
      // The event itself does not say in which room.
      const userIds: unknown = event.getContent()['user_ids'];
      if (Array.isArray(userIds))
        touches.typing(
          member.roomId,
          userIds.filter((id) => typeof id === 'string'),
        );
    },
  });
  return () => {
    isOver = true;
    stop();
  };
}
