import type { EventId } from '../../../core/ids.ts';
import { isEventId } from '../../../core/links/identifiers.ts';
import type { Answered, TimelineItem } from '../../../core/features/timeline/model.ts';
import type { ProjectedItem } from '../../../core/features/timeline/projected.ts';

/** As the page has it; null: it has no place on the page. */
export function shownItem(item: ProjectedItem, answered: (eventId: EventId) => Answered): TimelineItem | null {
  if (item.kind === 'gap') return null;
  if (item.kind !== 'message') return item;
  const { answers, thread: _, reactions, ...message } = item;
  return {
    ...message,
    ...(answers !== null && isEventId(answers) && { replyTo: answered(answers) }),
    ...(reactions.length > 0 && { reactions }),
  };
}
