import type { EventId } from '../../core/ids.ts';
import type { Answered, TimelineItem } from '../../core/features/timeline/model.ts';
import { quoted } from '../../core/features/timeline/quoted.ts';

/** What is at hand of an answered message. */
export function answeredIn(items: readonly TimelineItem[], eventId: EventId): Answered {
  const item = items.find((one) => one.eventId === eventId);
  return item?.kind === 'message' ? { eventId, sender: item.sender, ...quoted(item.body) } : { eventId, sender: null, text: null };
}
