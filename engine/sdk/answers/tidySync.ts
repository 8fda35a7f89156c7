import type { Json } from '../../../core/read/json.ts';
import { field, isObject, isUnsafeName } from '../../../core/read/json.ts';
import { isRoomId } from './identifiers.sdk.ts';
import { tidyEphemeral } from './tidyEphemeral.ts';
import { isAccountData, isPresence, isStrippedState, isTimelineEvent, tidyEvents } from './tidyEvents.ts';

/**
 * The part of a sync answer that is the SDK's, without what it cannot process. It takes an answer for well-formed: one event that is none
 * ends the room, or the answer, with all that stands behind it (K9). Changes the answer in place; returns how many things were left out.
 */
export function tidySync(answer: Json): number {
  let dropped = tidyEvents(answer, 'presence', isPresence) + tidyEvents(answer, 'account_data', isAccountData);
  for (const name of ['users', 'org.matrix.msc4429.users']) {
    if (answer[name] !== undefined && !isUpdates(answer[name])) dropped += leaveOut(answer, name);
  }
  const { rooms } = answer;
  if (rooms !== undefined && !isObject(rooms)) return dropped + leaveOut(answer, 'rooms');
  if (!rooms) return dropped;
  for (const [membership, tidyRoom] of Object.entries(tidiers)) {
    const group = rooms[membership];
    if (group === undefined) continue;
    if (!isObject(group)) {
      dropped += leaveOut(rooms, membership);
      continue;
    }
    for (const [roomId, room] of Object.entries(group)) {
      if (!isRoomId(roomId) || isUnsafeName(roomId) || !isObject(room)) dropped += leaveOut(group, roomId);
      else dropped += tidyRoom(room);
    }
  }
  return dropped;
}

const tidiers: Record<string, (room: Json) => number> = {
  join: (room) => tidyInside(room),
  leave: (room) => tidyInside(room),
  invite: (room) => tidyEvents(room, 'invite_state', isStrippedState),
  knock: (room) => tidyEvents(room, 'knock_state', isStrippedState),
};

function tidyInside(room: Json): number {
  let dropped = 0;
  for (const name of ['state', 'org.matrix.msc4222.state_after', 'timeline', 'msc4354_sticky'])
    dropped += tidyEvents(room, name, isTimelineEvent);
  dropped += tidyEvents(room, 'account_data', isAccountData);
  dropped += tidyEphemeral(room);
  const timeline = room.timeline;
  if (isObject(timeline) && timeline.prev_batch !== undefined && timeline.prev_batch !== null && typeof timeline.prev_batch !== 'string')
    dropped += leaveOut(timeline, 'prev_batch');
  return dropped + tidySummary(room) + tidyCounts(room);
}

function tidySummary(room: Json): number {
  const { summary } = room;
  if (summary === undefined) return 0;
  if (!isObject(summary)) return leaveOut(room, 'summary');
  let dropped = 0;
  for (const name of ['m.joined_member_count', 'm.invited_member_count']) {
    if (summary[name] !== undefined && typeof summary[name] !== 'number') dropped += leaveOut(summary, name);
  }
  const heroes = summary['m.heroes'];
  if (heroes !== undefined && !(Array.isArray(heroes) && heroes.every((hero) => typeof hero === 'string')))
    dropped += leaveOut(summary, 'm.heroes');
  return dropped;
}

function tidyCounts(room: Json): number {
  let dropped = 0;
  if (room.unread_notifications !== undefined && !areCounts(room.unread_notifications)) dropped += leaveOut(room, 'unread_notifications');
  for (const name of ['unread_thread_notifications', 'org.matrix.msc3773.unread_thread_notifications']) {
    const threads = room[name];
    if (threads !== undefined && !(isObject(threads) && Object.values(threads).every(areCounts))) dropped += leaveOut(room, name);
  }
  return dropped;
}

function areCounts(counts: unknown): boolean {
  return (
    isObject(counts) &&
    ['notification_count', 'highlight_count'].every((name) => ['number', 'undefined'].includes(typeof field(counts, name)))
  );
}

function isUpdates(users: unknown): boolean {
  return (
    isObject(users) &&
    Object.values(users).every((user) => isObject(user) && (user.profile_updates == null || isObject(user.profile_updates)))
  );
}

function leaveOut(from: Json, name: string): number {
  delete from[name];
  return 1;
}
