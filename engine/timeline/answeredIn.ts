import type { EventId } from '../../core/ids.ts';
import type { Answered, MessageBody, TimelineItem } from '../../core/features/timeline/model.ts';
import { plainLine } from '../../core/text/plainText.ts';

/** As much as is shown of what a message answers. */
const maxQuoted = 200;

export function quoted(body: MessageBody): string | null {
  if ('text' in body) return plainLine(body.text, maxQuoted) || null;
  return body.type === 'file' ? body.name : null;
}

/** What is at hand of an answered message. */
export function answeredIn(items: readonly TimelineItem[], eventId: EventId): Answered {
  const item = items.find((one) => one.eventId === eventId);
  return item?.kind === 'message' ? { eventId, sender: item.sender, text: quoted(item.body) } : { eventId, sender: null, text: null };
}
