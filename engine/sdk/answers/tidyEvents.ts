import { isUserId } from './identifiers.sdk.ts';
import type { Json } from '../../../core/read/json.ts';
import { isObject, isUnsafeName } from '../../../core/read/json.ts';

type Fits = (event: unknown) => boolean;

/** `{[name]: {events: […]}}` in place; returns how many were left out. */
export function tidyEvents(holder: Json, name: string, fits: Fits): number {
  const group = holder[name];
  if (group === undefined) return 0;
  if (!isObject(group)) {
    delete holder[name];
    return 1;
  }
  return tidyList(group, 'events', fits);
}

/** `{[name]: […]}` in place; returns how many were left out. */
export function tidyList(holder: Json, name: string, fits: Fits): number {
  const list = holder[name];
  if (list === undefined) return 0;
  if (!Array.isArray(list)) {
    holder[name] = [];
    return 1;
  }
  const good = list.filter(fits);
  if (good.length < list.length) holder[name] = good;
  return list.length - good.length;
}

/**
 * Events of a room's timeline or state; what is odd in `unsigned` goes by itself, as the event may be a member, or what makes the room an
 * encrypted one.
 */
export function isTimelineEvent(event: unknown): boolean {
  if (!isStrippedState(event) && !isMessage(event)) return false;
  const { event_id: id, origin_server_ts: ts } = event as Json;
  if (!isName(id) || typeof ts !== 'number') return false;
  tidyUnsigned(event as Json);
  return true;
}

function isMessage(event: unknown): boolean {
  return isBasic(event) && event.state_key === undefined && event.type !== 'm.room.member' && isName(event.sender);
}

/** Also what an invitation shows of a room. */
export function isStrippedState(event: unknown): boolean {
  if (!isBasic(event) || typeof event.state_key !== 'string' || !isName(event.sender)) return false;
  if (/^(m|org\.matrix\.msc3672)\.beacon_info/.test(event.type as string)) return isBeaconInfo(event.content as Json);
  // The SDK gives members to the crypto module all together, and nothing could be sent in a room that has one which it cannot parse (L-2).
  return event.type !== 'm.room.member' || isUserId(event.state_key);
}

/** The SDK computes with these (MSC3672); what is no number ends the room's part of the answer. */
function isBeaconInfo(content: Json): boolean {
  return ['timeout', 'm.ts', 'org.matrix.msc3488.ts'].every((name) => isNumberOrNone(content[name]));
}

const isNumberOrNone = (value: unknown): boolean => value == null || typeof value === 'number';

export function isPresence(event: unknown): boolean {
  return isBasic(event) && isName(event.sender);
}

export function isAccountData(event: unknown): boolean {
  return isBasic(event) && !isUnsafeName(event.type);
}

function isBasic(event: unknown): event is Json {
  return (
    isObject(event) && typeof event.type === 'string' && isObject(event.content) && (event.room_id === undefined || isName(event.room_id))
  );
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && !isUnsafeName(name);
}

/** What an invitation showed of the room: the SDK puts it in where the state lacks it. */
const isShownState = (shown: unknown): boolean => shown == null || (Array.isArray(shown) && shown.every(isStrippedState));

/** What the SDK relies on in `unsigned`, which only decorates an event. */
const unsignedParts: readonly (readonly [string, Fits])[] = [
  ['age', isNumberOrNone],
  ['invite_room_state', isShownState],
  ['m.relations', isObject],
  ['redacted_because', isObject],
];

function tidyUnsigned(event: Json): void {
  const { unsigned } = event;
  if (unsigned === undefined) return;
  if (!isObject(unsigned)) {
    delete event.unsigned;
    return;
  }
  for (const [name, fits] of unsignedParts) if (unsigned[name] !== undefined && !fits(unsigned[name])) delete unsigned[name];
}
