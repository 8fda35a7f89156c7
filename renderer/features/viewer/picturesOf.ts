import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import type { Person } from '../../../core/features/rooms/model.ts';
import type { TimelineItem } from '../../../core/features/timeline/model.ts';
import type { EventId } from '../../../core/ids.ts';

export interface ViewedPicture {
  readonly eventId: EventId;
  readonly sender: Person;
  readonly ts: number;
  readonly body: Extract<AttachmentBody, { type: 'image' }>;
}

/** The pictures of a timeline, oldest first. */
export function picturesOf(items: readonly TimelineItem[]): readonly ViewedPicture[] {
  return items.flatMap((item) => {
    if (item.kind !== 'message' || item.eventId === null || item.body.type !== 'image') return [];
    const { eventId, sender, ts, body } = item;
    return [{ eventId, sender, ts, body }];
  });
}
