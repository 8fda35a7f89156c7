import { kindOfAttachment, type AttachmentKind } from '../../core/features/media/attachment.ts';
import type { Answered, MessageBody } from '../../core/features/timeline/model.ts';
import { captionOf, spokenText } from '../../core/features/timeline/spokenText.ts';
import { words } from './words.ts';

/** What can be copied or edited of a message as text; null: nothing. */
export function textOf(body: MessageBody): string | null {
  if ('text' in body) return body.text;
  return 'name' in body ? (body.caption?.text ?? body.name) : null;
}

/** One line in the place of a message. */
export function lineOf(body: MessageBody): string | null {
  return 'name' in body ? attachmentLine(kindOfAttachment(body), captionOf(body) ?? '', body.name) : spokenText(body);
}

/** What was written to it says most; of a file that is nothing else, its name. */
export function attachmentLine(kind: AttachmentKind, caption: string, name: string): string {
  const own = caption || (kind === 'file' || kind === 'audio' ? name : '');
  return own || words.media.kinds[kind];
}

/** One line of what a message answers. */
export const answeredLine = ({ text, attached }: Pick<Answered, 'text' | 'attached'>): string | null =>
  text ?? (attached ? words.media.kinds[attached] : null);
