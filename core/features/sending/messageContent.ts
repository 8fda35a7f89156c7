import type { EventId, UserId } from '../../ids.ts';
import { field, isObject } from '../../read/json.ts';
import type { Mentions, Relation, Written } from './calls.ts';

/** Always there: without it, servers and clients look for names in the text (CS "User and room mentions"). */
function mentionsContent(mentions: Mentions | undefined, answered: UserId | null = null) {
  const userIds = [...new Set([...(answered === null ? [] : [answered]), ...(mentions?.userIds ?? [])])];
  return { ...(userIds.length > 0 && { user_ids: userIds }), ...(mentions?.room === true && { room: true }) };
}

const said = ({ body, formattedBody, msgtype, mentions }: Written) => ({
  msgtype,
  body,
  ...(formattedBody !== null && { format: 'org.matrix.custom.html', formatted_body: formattedBody }),
  'm.mentions': mentionsContent(mentions),
});

/** What a message says beside its words: whom it mentions, and what it answers. */
export const answering = (relation: Relation, mentions: Mentions | undefined): Readonly<Record<string, unknown>> => ({
  'm.mentions': mentionsContent(mentions, relation?.is === 'reply' ? relation.userId : null),
  ...(relation?.is === 'reply' && { 'm.relates_to': { 'm.in_reply_to': { event_id: relation.eventId } } }),
});

/** The content of an m.room.message event (CS "m.room.message"), as JSON: so it lies in the outbox. */
export function messageContent(written: Written, relation: Relation = null): string {
  const content = said(written);
  switch (relation?.is) {
    case undefined:
      return JSON.stringify(content);
    case 'reply':
      return JSON.stringify({ ...content, ...answering(relation, written.mentions) });
    case 'edit':
      // CS "Event replacements": clients that know none show the text with a star.
      return JSON.stringify({
        ...content,
        body: `* ${content.body}`,
        ...('formatted_body' in content && { formatted_body: `* ${content.formatted_body}` }),
        'm.mentions': mentionsContent(relation.mentions),
        'm.new_content': content,
        'm.relates_to': { rel_type: 'm.replace', event_id: relation.eventId },
      });
  }
}

/** The same read back. Whatever it does not find is empty: a message of the outbox is always shown. */
export function writtenOf(content: string): Written {
  const whole = readJson(content);
  const edited = whole['m.new_content'];
  const { msgtype, body, formatted_body } = isObject(edited) ? edited : whole;
  return { msgtype: msgtype === 'm.emote' ? 'm.emote' : 'm.text', body: textOf(body) ?? '', formattedBody: textOf(formatted_body) };
}

/** What an entry of the outbox is to another event. */
export function relationOf(content: string): Relation {
  const whole = readJson(content);
  const relation = whole['m.relates_to'];
  const replaced = field(relation, 'event_id');
  if (field(relation, 'rel_type') === 'm.replace' && typeof replaced === 'string') return { is: 'edit', eventId: replaced as EventId };
  const answered = field(field(relation, 'm.in_reply_to'), 'event_id');
  const mentioned = field(whole['m.mentions'], 'user_ids');
  const userId: unknown = Array.isArray(mentioned) ? mentioned[0] : undefined;
  if (typeof answered !== 'string') return null;
  // Whom the text itself mentions is linked in it.
  const isOfText = typeof userId !== 'string' || (textOf(whole['formatted_body'])?.includes(userId) ?? false);
  return { is: 'reply', eventId: answered as EventId, userId: isOfText ? null : (userId as UserId) };
}

/** The content of an m.reaction event. */
export const reactionContent = (eventId: EventId, key: string): string =>
  JSON.stringify({ 'm.relates_to': { rel_type: 'm.annotation', event_id: eventId, key } });

export type Redacted = 'message' | 'reaction';

/** What the outbox keeps of an m.room.redaction: what it removes goes into the address of the request. */
export const redactionContent = (eventId: EventId, of: Redacted): string => JSON.stringify({ redacts: eventId, of });

/** Whether an entry of the outbox is about a reaction: where the server refuses it, nobody has to be asked. */
export const isOfReaction = (eventType: string, content: string): boolean =>
  eventType === 'm.reaction' || (eventType === 'm.room.redaction' && readJson(content)['of'] === 'reaction');

/** What an m.room.redaction of the outbox removes, or a reaction or a vote is about. */
export function targetOf(eventType: string, content: string): { readonly eventId: EventId; readonly key: string | null } | null {
  const whole = readJson(content);
  const relation = whole['m.relates_to'];
  const isReference = field(relation, 'rel_type') === 'm.reference';
  const eventId = eventType === 'm.reaction' || isReference ? field(relation, 'event_id') : whole['redacts'];
  const key = field(relation, 'key');
  return typeof eventId === 'string' ? { eventId: eventId as EventId, key: typeof key === 'string' ? key : null } : null;
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
