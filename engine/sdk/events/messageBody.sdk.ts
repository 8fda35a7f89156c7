import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { MessageBody } from '../../../core/model/timeline.ts';
import { plainLine, plainName, plainText } from '../../../core/text/plainText.ts';
import { undecryptableReason } from './undecryptable.sdk.ts';

/** What an event says, or what its edit says instead. Its content comes from a stranger: every field is checked. */
export function messageBody(event: MatrixEvent, edited: Record<string, unknown> | null): MessageBody {
  if (event.isRedacted()) return { type: 'redacted' };
  if (event.isDecryptionFailure()) return { type: 'undecryptable', reason: undecryptableReason(event.decryptionFailureReason) };
  if (event.getType() !== 'm.room.message') return { type: 'unsupported', eventType: plainLine(String(event.getType()), 255) };
  const content = edited ?? contentOf(event);
  switch (content['msgtype']) {
    case 'm.image':
    case 'm.file':
    case 'm.audio':
    case 'm.video':
      return fileBody(content);
    case 'm.location':
      return { type: 'unsupported', eventType: 'm.location' };
    case 'm.emote':
      return textBody('emote', content);
    case 'm.notice':
      return textBody('notice', content);
    default:
      // CS "m.room.message": an unknown msgtype is shown by its body.
      return textBody('text', content);
  }
}

function textBody(type: 'text' | 'emote' | 'notice', content: Record<string, unknown>): MessageBody {
  const text = stringOf(content['body']);
  if (text === null) return { type: 'unsupported', eventType: 'm.room.message' };
  const html = content['format'] === 'org.matrix.custom.html' ? stringOf(content['formatted_body']) : null;
  if (!isReply(content)) return { type, text: plainText(text), html };
  return { type, text: plainText(withoutReplyFallback(text)), html: html?.replace(/^\s*<mx-reply>[\s\S]*?<\/mx-reply>/i, '') ?? null };
}

/** Content that is no object says nothing. */
function contentOf(event: MatrixEvent): Record<string, unknown> {
  const content: unknown = event.getOriginalContent();
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}

function isReply(content: Record<string, unknown>): boolean {
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

function fileBody(content: Record<string, unknown>): MessageBody {
  const info = content['info'];
  const { mimetype, size } = (typeof info === 'object' && info !== null ? info : {}) as { mimetype?: unknown; size?: unknown };
  return {
    type: 'file',
    name: plainName(content['filename'], '') || plainName(content['body'], ''),
    mime: typeof mimetype === 'string' ? plainLine(mimetype, 100) : null,
    sizeBytes: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null,
  };
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
