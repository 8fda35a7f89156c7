import { kindOfAttachment } from '../media/attachment.ts';
import { plainLine } from '../../text/plainText.ts';
import { captionOf, spokenText } from './spokenText.ts';
import type { Answered, MessageBody } from './model.ts';

/** As much as is shown of what a message answers. */
const maxQuoted = 200;

/** One line of a message that another one answers. */
export function quoted(body: MessageBody): Pick<Answered, 'text' | 'attached'> {
  if (!('name' in body)) return { text: plainLine(spokenText(body) ?? '', maxQuoted) || null };
  const attached = kindOfAttachment(body);
  const own = attached === 'file' || attached === 'audio' ? body.name : '';
  return { text: plainLine(captionOf(body) ?? own, maxQuoted) || null, attached };
}
