import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import type { PlacedRow } from '../../../core/features/history/rows.ts';
import type { TimelineRows } from '../../../core/features/timeline/storeCalls.ts';

const step = 1_024;

/** With what came and could not be written: a full disk must not keep people from reading on. */
export function withHeld(known: TimelineRows, held: readonly RoomAnswer[]): TimelineRows {
  if (held.length === 0) return known;
  let { rows, hasOlder } = known;
  const ids = new Set(rows.map(({ row }) => row.eventId));
  for (const { events, limited } of held) {
    const news = events.filter(({ eventId }) => !ids.has(eventId));
    // What is missing before them is not known until it is written.
    if (limited && news.length === events.length && events.length > 0) [rows, hasOlder] = [[], false];
    let pos = rows.at(-1)?.pos ?? 0;
    rows = [...rows, ...news.map((row): PlacedRow => ({ row, line: rows[0]?.line ?? 0, pos: (pos += step), notify: null }))];
    for (const { eventId } of news) ids.add(eventId);
  }
  const bundled = held.flatMap((answer) => answer.bundled);
  const people = new Map([...known.people, ...held.flatMap((answer) => answer.people)].map((person) => [person.userId, person]));
  return {
    ...known,
    rows,
    hasOlder,
    gap: hasOlder ? known.gap : null,
    relations: [...known.relations, ...bundled],
    people: [...people.values()],
  };
}
