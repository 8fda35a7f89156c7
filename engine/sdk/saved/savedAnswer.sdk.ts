import type { IJoinedRoom, ISyncResponse } from 'matrix-js-sdk/lib/sync-accumulator.js';

/** Stands in what was saved since there is a history of ours: its events lie there, too. */
export const inHistory = true;

/**
 * What of a sync answer is saved, as JSON. Without what belongs to the crypto store or is gone in a moment; and with the local
 * time of each event in place of its age, which would be wrong when it is read again.
 */
export function savedAnswer(answer: ISyncResponse, now: number): string {
  const join = Object.fromEntries(Object.entries(answer.rooms?.join ?? {}).map(([roomId, room]) => [roomId, savedRoom(room, now)]));
  return JSON.stringify({
    inHistory,
    next_batch: answer.next_batch,
    account_data: answer.account_data,
    ...(answer.rooms ? { rooms: { ...answer.rooms, join } } : {}),
  });
}

function savedRoom(room: IJoinedRoom, now: number): object {
  const events = room.timeline?.events?.map((event) => {
    const age: unknown = event.unsigned?.age;
    return typeof age !== 'number' ? event : { ...event, _localTs: now - age };
  });
  const ephemeral = { events: room.ephemeral?.events?.filter((event) => event.type === 'm.receipt') ?? [] };
  return { ...room, ephemeral, ...(room.timeline ? { timeline: { ...room.timeline, events: events ?? [] } } : {}) };
}
