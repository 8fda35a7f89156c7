import type { Attachment } from '../media/attachment.ts';
import { withoutSpoilers } from '../../text/withoutSpoilers.ts';
import type { MessageBody } from './model.ts';

/** The words of a message where it stands by itself: quoted, in the list of rooms, in a notification. Null: it says nothing in words. */
export function spokenText(body: MessageBody): string | null {
  if ('text' in body) return withoutSpoilers(body.text, body.html);
  if (body.type === 'poll') return body.question;
  return body.type === 'location' ? (body.label ?? `${body.latitude}, ${body.longitude}`) : null;
}

/** The same of what was written to a file. */
export const captionOf = ({ caption }: Attachment): string | null => (caption ? withoutSpoilers(caption.text, caption.html) : null);
