import { Failure } from '../../../../core/errors.ts';
import type { RoomId } from '../../../../core/ids.ts';
import { callEngine } from '../../../bridge/engineLink.ts';
import { showDialog } from '../../../layout.ts';
import type { Deed } from './commands.ts';

export type OpenRoom = (roomId: RoomId, slot: string) => void;

interface Where {
  readonly roomId: RoomId;
  readonly slot: string;
  readonly openRoom: OpenRoom;
}

/** Rejects with what the server says against it. */
export async function doDeed(deed: Deed, { roomId, slot, openRoom }: Where): Promise<void> {
  switch (deed.is) {
    case 'join': {
      const joined = await callEngine('joinNamed', { room: deed.room, via: deed.via }, slot);
      return openRoom(joined.roomId, slot);
    }
    case 'invite': {
      const { refused } = await callEngine('inviteUsers', { roomId, userIds: [deed.userId] }, slot);
      if (refused[0]) throw new Failure(refused[0].error);
      return;
    }
    case 'leave':
      // It asks, as the menu does: some rooms let nobody back in.
      return showDialog('leaveRoom', slot);
    case 'kick':
    case 'ban':
    case 'unban':
      return callEngine('putOut', { roomId, how: deed.is, userId: deed.userId, reason: deed.reason }, slot);
    case 'op':
      return callEngine('setPowerLevel', { roomId, userId: deed.userId, level: deed.level }, slot);
    case 'topic':
      return callEngine('setRoomTopic', { roomId, topic: deed.text }, slot);
    case 'roomname':
      return callEngine('setRoomName', { roomId, name: deed.text }, slot);
    case 'nick':
      return callEngine('setOwnName', { name: deed.text }, slot);
  }
}
