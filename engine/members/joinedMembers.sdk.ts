import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RoomMember } from 'matrix-js-sdk/lib/models/room-member.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { RoomStateEvent } from 'matrix-js-sdk/lib/models/room-state.js';
import type { RoomId, UserId } from '../../core/ids.ts';
import type { Member, Person } from '../../core/features/rooms/model.ts';
import type { Log } from '../log.ts';
import { pictured } from '../sdk/events/pictures.sdk.ts';
import { person } from '../sdk/events/person.sdk.ts';
import { personName } from '../../core/text/personName.ts';

const gatherMs = 100;

/** The members of a room as they come and go; the whole list is asked for only now (lazy loading). */
export function joinedMembers(client: MatrixClient, roomId: string, show: (members: readonly Member[]) => void, log: Log): () => void {
  const room = client.getRoom(roomId);
  if (!room) {
    show([]);
    return () => undefined;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      show(membersOf(room, log));
    }, gatherMs);
  };
  room.currentState.on(RoomStateEvent.Update, later);
  show(membersOf(room, log));
  room.loadMembersIfNeeded().then(
    () => {
      if (!over) show(membersOf(room, log));
    },
    // Those who spoke are known without it.
    (cause) => log.fault('members', cause),
  );
  return () => {
    over = true;
    clearTimeout(timer);
    room.currentState.off(RoomStateEvent.Update, later);
  };
}

/** Where somebody is not known, the whole list is asked for: it is loaded only now (lazy loading). */
export async function memberNames(client: MatrixClient, roomId: RoomId, userIds: readonly UserId[]): Promise<readonly Person[]> {
  const room = client.getRoom(roomId);
  if (!room) return [];
  // Out of reach, those who spoke are known without it.
  if (userIds.some((userId) => !room.getMember(userId))) await room.loadMembersIfNeeded().catch(() => undefined);
  return userIds.map((userId) => person(room, userId));
}

/** One bad member costs itself only. */
export function membersOf(room: Pick<Room, 'getMembers'>, log: Pick<Log, 'fault'>): Member[] {
  const members = room.getMembers().flatMap((member) => {
    try {
      return toMember(member) ?? [];
    } catch (cause) {
      log.fault('a member could not be shown', cause);
      return [];
    }
  });
  return members.sort(byPowerThenName);
}

function toMember(member: RoomMember): Member | null {
  const { membership } = member;
  if ((membership !== 'join' && membership !== 'invite') || typeof member.userId !== 'string') return null;
  const powerLevel = Number.isFinite(member.powerLevel) ? member.powerLevel : 100;
  const name = personName(member.name, member.userId);
  return { id: member.userId as UserId, name, membership, powerLevel, ...pictured(member.getMxcAvatarUrl?.()) };
}

function byPowerThenName(a: Member, b: Member): number {
  return b.powerLevel - a.powerLevel || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);
}
