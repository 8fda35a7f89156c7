import type { Written } from '../../core/features/sending/calls.ts';

/** The content of an m.room.message event (CS "m.room.message"), as JSON. */
export function messageContent({ body, formattedBody, msgtype }: Written): string {
  const formatted = formattedBody === null ? {} : { format: 'org.matrix.custom.html', formatted_body: formattedBody };
  return JSON.stringify({ msgtype, body, ...formatted });
}
