import type { EventId } from '../../core/ids.ts';

/** What is pinned once the server has what waits: the newest last. */
export function withWishes(pinned: readonly EventId[], wished: ReadonlyMap<EventId, boolean> = new Map()): readonly EventId[] {
  const added = [...wished].flatMap(([eventId, on]) => (on && !pinned.includes(eventId) ? [eventId] : []));
  return [...pinned.filter((eventId) => wished.get(eventId) !== false), ...added];
}
