import { isObject, type Json } from '../../read/json.ts';

/**
 * What of a message's content goes with it to another room: the words and the files, and nothing that belongs to where it was said. Who it was
 * meant for must not be called again, and what it answered is not there. Null: there is nothing to send.
 */
export function forwarded(content: Json): Json | null {
  const { 'm.relates_to': relation, 'm.mentions': _mentions, 'm.new_content': _edit, ...all } = content;
  // The queue's own marks mean something where they lie: a stranger's are none.
  const rest: Json = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('chat.latchkey.')));
  if (typeof rest['msgtype'] !== 'string' || typeof rest['body'] !== 'string') return null;
  if (!isObject(relation) || !isObject(relation['m.in_reply_to'])) return { ...rest, 'm.mentions': {} };
  return { ...withoutFallback(rest), 'm.mentions': {} };
}

/** Older clients copy what they answer into the message. */
function withoutFallback(content: Json): Json {
  const { body, formatted_body: html } = content;
  return {
    ...content,
    body: String(body).replace(/^> <[^\n]*(?:\n>[^\n]*)*\n\n/u, ''),
    ...(typeof html === 'string' && { formatted_body: html.replace(/^\s*<mx-reply>[\s\S]*?<\/mx-reply>/iu, '') }),
  };
}
