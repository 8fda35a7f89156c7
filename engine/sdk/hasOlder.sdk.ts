import { EventTimeline } from 'matrix-js-sdk/lib/models/event-timeline.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';

/** Something lies before what is loaded of a room. */
export function hasOlder(room: Room): boolean {
  const timeline = room.getLiveTimeline();
  // The server gives a token even where nothing lies before it.
  return timeline.getPaginationToken(EventTimeline.BACKWARDS) !== null && timeline.getEvents()[0]?.getType() !== 'm.room.create';
}
