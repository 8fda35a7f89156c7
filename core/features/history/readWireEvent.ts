import { field, isObject, isUnsafeName, type Json } from '../../read/json.ts';
import type { WireEvent } from './rowOf.ts';

/** CS "Size limits": 255 bytes, which old servers took for characters, of which the longest are two here. */
const longestName = 510;
/** No event has as many bytes (CS "Size limits"), so no content has as many characters. */
const mostCharacters = 65_536;
/** Nothing that people send is deeper; a tree too deep ends whoever walks it. */
const mostLevels = 100;
/** What a server may call a token; no known one comes near. */
const longestToken = 8_192;

/** A name of the specification's: of an event, a room, a user, a type. */
export function readName(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= longestName && !isUnsafeName(value) ? value : null;
}

export function readToken(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= longestToken ? value : null;
}

/** Null: it has no place in a history. What is larger than an event may be is emptied, and keeps its place. */
export function readWireEvent(value: unknown): WireEvent | null {
  const event = readAlone(value);
  if (event === null) return null;
  // One that is bundled bundles nothing.
  const edit = readAlone(field(field(field(value, 'unsigned'), 'm.relations'), 'm.replace'));
  return edit === null ? event : { ...event, edit };
}

function readAlone(value: unknown): WireEvent | null {
  const [id, sender, type] = [readName(field(value, 'event_id')), readName(field(value, 'sender')), readName(field(value, 'type'))];
  const [key, ts, content] = [field(value, 'state_key'), field(value, 'origin_server_ts'), field(value, 'content')];
  if (id === null || sender === null || type === null || typeof ts !== 'number' || !isObject(content)) return null;
  // Without a key that can be read, it would be something else than it was.
  if (key !== undefined && key !== '' && readName(key) === null) return null;
  return {
    event_id: id,
    type,
    sender,
    origin_server_ts: ts,
    content: readContent(content),
    ...(key !== undefined && { state_key: key as string }),
    ...(type === 'm.room.redaction' && { redacts: readName(field(value, 'redacts')) }),
    unsigned: readUnsigned(field(value, 'unsigned')),
  };
}

/** What of it a row takes; each part by itself. */
function readUnsigned(unsigned: unknown): Json {
  const before = field(unsigned, 'prev_content');
  const redaction = readName(field(field(unsigned, 'redacted_because'), 'event_id'));
  const txnId = readName(field(unsigned, 'transaction_id'));
  const membership = readName(field(unsigned, 'membership') ?? field(unsigned, 'io.element.msc4115.membership'));
  const thread = field(field(unsigned, 'm.relations'), 'm.thread');
  return {
    ...(txnId !== null && { transaction_id: txnId }),
    ...(membership !== null && { membership }),
    ...(isObject(before) && { prev_content: readContent(before) }),
    ...(redaction !== null && { redacted_because: { event_id: redaction } }),
    ...(isObject(thread) && { 'm.relations': { 'm.thread': { count: field(thread, 'count') } } }),
  };
}

/** Empty where it is larger than an event may be, or deeper than anybody goes. */
export const readContent = (content: Json): Json => (measure(content, mostCharacters, mostLevels) >= 0 ? content : {});

/** How much of `left` characters remains, about, when the value is written out; below 0: it does not fit, or is too deep. Cheaper than to write it. */
function measure(value: unknown, left: number, levels: number): number {
  if (typeof value === 'string') return left - value.length - 2;
  if (typeof value !== 'object' || value === null) return left - 1;
  if (levels === 0) return -1;
  let rest = left;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && rest >= 0; index++) rest = measure(value[index], rest - 1, levels - 1);
    return rest;
  }
  for (const name of Object.keys(value)) {
    rest = measure((value as Json)[name], rest - name.length - 3, levels - 1);
    if (rest < 0) break;
  }
  return rest;
}
