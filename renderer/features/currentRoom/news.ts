import type { MessageItem, TimelineItem } from '../../../core/features/timeline/model.ts';

export interface News {
  /** What is known of from now on. */
  readonly upTo: string | null;
  /** What others have written behind it, oldest first. */
  readonly fresh: readonly MessageItem[];
}

/** What has come at the end since `upTo`. Where that is not among the items, nothing is known to be new: a room was opened, or begun anew behind a gap. */
export function newsOf(items: readonly TimelineItem[], upTo: string | null): News {
  // What waits to be sent stays last, whatever comes before it.
  const last = items.findLast((item) => item.kind !== 'message' || item.eventId !== null)?.id ?? null;
  const at = upTo === null ? -1 : items.findLastIndex(({ id }) => id === upTo);
  if (at < 0) return { upTo: last, fresh: [] };
  return { upTo: last, fresh: items.slice(at + 1).filter((item): item is MessageItem => item.kind === 'message' && !item.own) };
}
