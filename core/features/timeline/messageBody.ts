import { attachmentBody, isAttachment, stickerBody } from '../media/attachment.ts';
import { isPollStart, pollOf } from '../polls/pollEvents.ts';
import { placeOf } from './geoUri.ts';
import type { MessageBody } from './model.ts';
import { field, type Json } from '../../read/json.ts';
import { plainLine, plainName, plainText } from '../../text/plainText.ts';

/** What a readable event says. Its content comes from a stranger: every field is checked. */
export function messageBody(type: string, content: Json): MessageBody {
  if (type === 'm.sticker') return stickerBody(content) ?? { type: 'unsupported', eventType: type };
  if (isPollStart(type)) return pollOf(content) ?? { type: 'unsupported', eventType: plainLine(type, 255) };
  if (type !== 'm.room.message') return { type: 'unsupported', eventType: plainLine(type, 255) };
  if (isAttachment(content['msgtype'])) return attachmentBody(content);
  switch (content['msgtype']) {
    case 'm.location':
      return locationBody(content) ?? textBody('text', content);
    case 'm.emote':
      return textBody('emote', content);
    case 'm.notice':
      return textBody('notice', content);
    default:
      // CS "m.room.message": an unknown msgtype is shown by its body.
      return textBody('text', content);
  }
}

function textBody(type: 'text' | 'emote' | 'notice', content: Json): MessageBody {
  const text = stringOf(content['body']);
  if (text === null) return { type: 'unsupported', eventType: 'm.room.message' };
  const html = content['format'] === 'org.matrix.custom.html' ? stringOf(content['formatted_body']) : null;
  if (!isReply(content)) return { type, text: plainText(text), html };
  return { type, text: plainText(withoutReplyFallback(text)), html: html?.replace(/^\s*<mx-reply>[\s\S]*?<\/mx-reply>/i, '') ?? null };
}

function isReply(content: Json): boolean {
  const relation = content['m.relates_to'];
  return typeof relation === 'object' && relation !== null && 'm.in_reply_to' in relation;
}

/** Older clients quote what they answer in front of their text (removed from the specification in v1.13). */
function withoutReplyFallback(text: string): string {
  if (!text.startsWith('> <')) return text;
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('> '));
  return end < 0 ? text : lines.slice(lines[end] === '' ? end + 1 : end).join('\n');
}

/** CS "m.location", and what is sent beside it (MSC3488). */
function locationBody(content: Json): MessageBody | null {
  const more = field(content, 'org.matrix.msc3488.location') ?? field(content, 'm.location');
  const place = placeOf(content['geo_uri']) ?? placeOf(field(more, 'uri'));
  if (place === null) return null;
  const name = plainName(field(more, 'description'), '') || plainName(content['body'], '');
  // A text that only repeats the address is no name.
  return { type: 'location', label: name === '' || /geo:/i.test(name) ? null : name, ...place };
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
