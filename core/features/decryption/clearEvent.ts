import { field, isObject, type Json } from '../../read/json.ts';
import { kindOf } from '../history/kindOf.ts';
import { readContent, readName } from '../history/readWireEvent.ts';
import type { EventKind } from '../history/rows.ts';

interface ClearEvent {
  readonly type: string;
  readonly content: Json;
  readonly kind: EventKind;
}

/**
 * What was inside an encrypted event; null: nothing that can be an event. What it relates to is what its envelope says (CS "Encrypted events":
 * `m.relates_to` stands outside), except that what it answers may be told inside only.
 */
export function clearEvent(envelope: unknown, inside: unknown): ClearEvent | null {
  const [type, raw] = [readName(field(inside, 'type')), field(inside, 'content')];
  if (type === null || type === 'm.room.encrypted' || !isObject(raw)) return null;
  const { 'm.relates_to': inner, ...rest } = readContent(raw);
  const relation = field(envelope, 'm.relates_to') ?? answerIn(inner);
  const content = relation === undefined ? rest : { ...rest, 'm.relates_to': relation };
  return { type, content, kind: kindOf(type, content) };
}

function answerIn(relation: unknown): Json | undefined {
  const answered = field(relation, 'm.in_reply_to');
  return answered === undefined ? undefined : { 'm.in_reply_to': answered };
}
