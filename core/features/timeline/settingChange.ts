import type { EventId, RoomId, UserId } from '../../ids.ts';
import { isEventId, isRoomId, isServerName, isUser } from '../../links/identifiers.ts';
import { isObject, type Json } from '../../read/json.ts';
import { plainLine } from '../../text/plainText.ts';
import type { Person } from '../rooms/model.ts';
import type { HistoryReaders, RoomAccess, StateChange } from './model.ts';
import type { StateEvent } from './stateChange.ts';

/** An address, or a name in the one line that tells of it. */
const longestName = 255;
/** A level that is said with its number; larger ones mean nothing to anybody. */
const largestLevel = 1_000_000;

const accesses: ReadonlySet<unknown> = new Set<RoomAccess>(['public', 'invite', 'knock', 'restricted', 'private']);
const readers: ReadonlySet<unknown> = new Set<HistoryReaders>(['world_readable', 'shared', 'invited', 'joined']);
const textOf = (value: unknown): string => (typeof value === 'string' ? plainLine(value, longestName) : '');

type Settings = (event: StateEvent, personOf: (userId: UserId) => Person) => StateChange;

/** What a change of the room's settings says, by the type of its event. */
const settings: ReadonlyMap<string, Settings> = new Map<string, Settings>([
  ['m.room.join_rules', ({ content }) => ({ what: 'accessSet', access: knownAs<RoomAccess>(accesses, accessIn(content)) })],
  [
    'm.room.history_visibility',
    ({ content }) => ({ what: 'historySet', readers: knownAs<HistoryReaders>(readers, content['history_visibility']) }),
  ],
  ['m.room.canonical_alias', ({ content }) => ({ what: 'addressSet', address: textOf(content['alias']) })],
  ['m.room.avatar', ({ content }) => ({ what: 'roomPictureSet', removed: textOf(content['url']) === '' })],
  ['m.room.guest_access', ({ content }) => ({ what: 'guestsSet', allowed: content['guest_access'] === 'can_join' })],
  ['m.room.server_acl', () => ({ what: 'serversSet' })],
  ['m.room.tombstone', replaced],
  ['m.room.pinned_events', pinChange],
  ['m.room.power_levels', powerChange],
  ['m.room.third_party_invite', otherInvite],
  ['im.vector.modular.widgets', widgetChange],
  ['m.widget', widgetChange],
]);

/** Null: none of these. */
export function settingChange(event: StateEvent, personOf: (userId: UserId) => Person): StateChange | null {
  return settings.get(event.type)?.(event, personOf) ?? null;
}

/** Both let in who is in another room, one of them also who asks. */
const accessIn = (content: Json): unknown => (content['join_rule'] === 'knock_restricted' ? 'restricted' : content['join_rule']);

const knownAs = <T>(known: ReadonlySet<unknown>, value: unknown): T | null => (known.has(value) ? (value as T) : null);

function replaced({ content, sender }: StateEvent): StateChange {
  const room = content['replacement_room'];
  const server = sender.slice(sender.indexOf(':') + 1);
  return {
    what: 'replaced',
    room: typeof room === 'string' && isRoomId(room) ? (room as RoomId) : null,
    server: isServerName(server) ? server : null,
  };
}

function pinChange({ content, before }: StateEvent): StateChange {
  const [now, then] = [pinsIn(content), pinsIn(before)];
  const added = now.filter((one) => !then.includes(one));
  const gone = then.filter((one) => !now.includes(one));
  const [pin, unpin] = [added[0], gone[0]];
  if (added.length === 1 && gone.length === 0 && pin !== undefined) return { what: 'pinned', pin };
  if (gone.length === 1 && added.length === 0 && unpin !== undefined) return { what: 'unpinned', pin: unpin };
  return { what: 'pinsSet' };
}

function pinsIn({ pinned }: { readonly pinned?: unknown }): readonly EventId[] {
  return Array.isArray(pinned) ? pinned.filter((one): one is EventId => typeof one === 'string' && isEventId(one)) : [];
}

/** Of whom, if of one and nothing else has changed. */
function powerChange({ content, before }: StateEvent, personOf: (userId: UserId) => Person): StateChange {
  const [now, then] = [levelsIn(content), levelsIn(before)];
  const changed = [...new Set([...now.keys(), ...then.keys()])].filter((userId) => now.get(userId) !== then.get(userId));
  const [userId] = changed;
  if (changed.length !== 1 || userId === undefined || !isUser(userId)) return { what: 'powersSet' };
  const usual = levelOf(content['users_default']) ?? 0;
  return { what: 'powerSet', who: personOf(userId), level: now.get(userId) ?? usual };
}

function levelsIn({ users }: { readonly users?: unknown }): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(isObject(users) ? users : {}).flatMap(([userId, value]) => {
      const level = levelOf(value);
      return level === null ? [] : [[userId, level] as const];
    }),
  );
}

/** Old rooms have them as text. */
function levelOf(value: unknown): number | null {
  const level = typeof value === 'string' ? Number(value) : value;
  return typeof level === 'number' && Number.isInteger(level) && Math.abs(level) <= largestLevel ? level : null;
}

function otherInvite({ content, before }: StateEvent): StateChange {
  const name = textOf(content['display_name']);
  return name === '' ? { what: 'otherInviteRevoked', name: textOf(before['display_name']) } : { what: 'otherInvited', name };
}

function widgetChange({ content, before }: StateEvent): StateChange {
  const isThere = textOf(content['type']) !== '' || textOf(content['url']) !== '';
  const { name } = isThere ? content : before;
  return { what: isThere ? 'widgetSet' : 'widgetRemoved', name: textOf(name) };
}
