import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { MatrixEventEvent } from 'matrix-js-sdk/lib/models/event.js';
import { RoomMemberEvent } from 'matrix-js-sdk/lib/models/room-member.js';
import { RoomStateEvent } from 'matrix-js-sdk/lib/models/room-state.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { RoomEvent } from 'matrix-js-sdk/lib/models/room.js';

export interface Touches {
  room(roomId: string): void;
  gone(roomId: string): void;
  directRooms(): void;
  pushRules(): void;
  typing(roomId: string, userIds: readonly string[]): void;
  newEvent(room: Room, event: MatrixEvent): void;
}

/** Says which rooms the SDK's events touch, so that only those are looked at again. */
export function watchTouches(client: MatrixClient, touches: Touches): void {
  const byRoom = (room: Room | undefined): void => {
    if (room) touches.room(room.roomId);
  };
  const byEvent = (event: MatrixEvent): void => {
    const roomId = event.getRoomId();
    if (roomId) touches.room(roomId);
  };
  const meet = (room: Room): void => {
    room.on(RoomEvent.UnreadNotifications, () => touches.room(room.roomId));
    touches.room(room.roomId);
  };
  for (const room of client.getRooms()) meet(room);
  client.on(ClientEvent.Room, meet);
  client.on(ClientEvent.DeleteRoom, (roomId) => touches.gone(roomId));
  client.on(ClientEvent.AccountData, (event) => {
    if (event.getType() === 'm.direct') touches.directRooms();
    if (event.getType() === 'm.push_rules') touches.pushRules();
  });
  client.on(RoomEvent.Timeline, (event, room, toStart) => {
    byRoom(room);
    if (room && !toStart) touches.newEvent(room, event);
  });
  client.on(RoomEvent.TimelineReset, byRoom);
  client.on(RoomEvent.Name, byRoom);
  client.on(RoomEvent.Receipt, (_event, room) => byRoom(room));
  client.on(RoomEvent.AccountData, (_event, room) => byRoom(room));
  client.on(RoomEvent.MyMembership, byRoom);
  client.on(RoomEvent.Redaction, (_event, room) => byRoom(room));
  client.on(RoomStateEvent.Events, byEvent);
  client.on(MatrixEventEvent.Decrypted, byEvent);
  client.on(MatrixEventEvent.Replaced, byEvent);
  client.on(RoomMemberEvent.Typing, (event, member) => {
    // The event itself does not say in which room.
    const userIds: unknown = event.getContent()['user_ids'];
    if (Array.isArray(userIds))
      touches.typing(
        member.roomId,
        userIds.filter((id) => typeof id === 'string'),
      );
  });
}
