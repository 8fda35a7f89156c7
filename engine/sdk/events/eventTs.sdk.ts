import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { claimedTs } from '../../../core/claimedTs.ts';

const arrivals = new WeakMap<MatrixEvent, number>();

/** When an event was sent, as far as its sender can be believed. */
export function eventTs(room: Room, event: MatrixEvent): number {
  return claimedTs(event.getTs(), createdTs(room), arrivalOf(event));
}

/**
 * When this device got it. The server tells an event's age by its own clock, which is kept with it (CS "UnsignedData"): the same after a
 * restart.
 */
function arrivalOf(event: MatrixEvent): number {
  const known = arrivals.get(event);
  if (known !== undefined) return known;
  const { localTimestamp } = event;
  const arrival = Number.isFinite(localTimestamp) ? Math.min(Date.now(), Math.max(0, Math.trunc(localTimestamp))) : Date.now();
  arrivals.set(event, arrival);
  return arrival;
}

function createdTs(room: Room): number {
  const create = room.currentState.getStateEvents('m.room.create', '');
  return create ? claimedTs(create.getTs(), 0, arrivalOf(create)) : 0;
}
