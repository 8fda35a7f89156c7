import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import { roomAnswerOf } from '../../../core/features/history/roomAnswerOf.ts';
import { syncSplit } from '../../../core/features/history/syncSplit.ts';
import { isObject } from '../../../core/read/json.ts';

/** So many are given to the store at once. */
const mostRooms = 50;

/** What saved answers say of the rooms' histories, in the order in which they came: what a version without a history has left. */
export function* savedHistory(texts: readonly string[], now: number): Generator<readonly RoomAnswer[]> {
  for (const text of texts) {
    const answer: unknown = JSON.parse(text);
    // A base: several answers, folded into one. Where its events follow what is known, no gap comes of it.
    const limited = isObject(answer) && 'starts' in answer ? { limited: true } : {};
    const rooms = syncSplit(answer).rooms.map((room) => ({ ...roomAnswerOf(room, now), ...limited }));
    for (let from = 0; from < rooms.length; from += mostRooms) yield rooms.slice(from, from + mostRooms);
  }
}
