import type { Written } from './calls.ts';

/** The content of an m.room.message event (CS "m.room.message"), as JSON: so it lies in the outbox. */
export function messageContent({ body, formattedBody, msgtype }: Written): string {
  const formatted = formattedBody === null ? {} : { format: 'org.matrix.custom.html', formatted_body: formattedBody };
  return JSON.stringify({ msgtype, body, ...formatted });
}

/** The same read back. Whatever it does not find is empty: a message of the outbox is always shown. */
export function writtenOf(content: string): Written {
  const { msgtype, body, formatted_body } = readJson(content);
  return { msgtype: msgtype === 'm.emote' ? 'm.emote' : 'm.text', body: textOf(body) ?? '', formattedBody: textOf(formatted_body) };
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
