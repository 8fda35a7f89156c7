import type { ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';
import { expect, test } from 'vitest';
import { savedAnswer } from './savedAnswer.sdk.ts';

test('an age that is no number costs no answer', () => {
  const aged = (age: unknown) => ({ event_id: `$${typeof age}`, unsigned: { age } });
  // As an object that has been sent by somebody who knows how JavaScript makes numbers of objects.
  const events = [aged(50), aged({ toString: 'no function' }), aged('old')];
  const answer = { next_batch: 's', rooms: { join: { '!a': { timeline: { events } } } } } as unknown as ISyncResponse;
  const { rooms } = JSON.parse(savedAnswer(answer, 1_000)) as { rooms: { join: Record<string, { timeline: { events: object[] } }> } };
  expect(rooms.join['!a']!.timeline.events).toEqual([{ ...events[0], _localTs: 950 }, events[1], events[2]]);
});
