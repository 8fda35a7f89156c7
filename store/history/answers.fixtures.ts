import type { RoomAnswer } from '../../core/features/history/answer.ts';
import type { EventRow } from '../../core/features/history/rows.ts';
import type { RoomId } from '../../core/ids.ts';
import { roomIdOf } from '../tables/entries.fixtures.ts';
import { plainRow } from './worldOfEvents.fixtures.ts';

/** Of a room of which nothing but events is told. */
export function answerIn(roomId: RoomId, events: readonly EventRow[], change: Partial<RoomAnswer> = {}): RoomAnswer {
  return {
    roomId,
    createdTs: null,
    version: null,
    events,
    bundled: [],
    limited: false,
    prevBatch: 'older',
    receipts: [],
    people: [],
    ...change,
  };
}

/** Of room `room`: `count` events that nobody relates to, the first with number `from`; IDs are the room's own. */
export function answerOf(room: number, from: number, count: number, change: Partial<RoomAnswer> = {}): RoomAnswer {
  const events = Array.from({ length: count }, (_, n) => plainRow(from + n, { eventId: `$${room}-${from + n}` }));
  return answerIn(roomIdOf(room), events, {
    prevBatch: `before ${from}`,
    receipts: [{ userId: '@bob:example.org', thread: '', isPrivate: false, eventId: `$${room}-${from}`, ts: from }],
    people: [{ userId: '@bob:example.org', name: 'Bob', avatar: null, membership: 'join' }],
    ...change,
  });
}

/** The n-th answer of a sync that goes on for ever: three rooms, more rows than one transaction takes. */
export const answerNumber = (n: number): readonly RoomAnswer[] => [1, 2, 3].map((room) => answerOf(room, n * 90, 90));
