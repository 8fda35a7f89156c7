import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { fold, matchScore } from '../../../core/text/matchName.ts';

/**
 * Rooms whose name holds what was typed, letter by letter in order; the closer to the beginning of a word, the higher. The list's own order
 * decides between equals.
 */
export function matchRooms(rooms: readonly RoomSummary[], text: string): RoomSummary[] {
  const wanted = fold(text.trim());
  if (wanted === '') return [...rooms];
  return rooms
    .map((room) => ({ room, score: matchScore(fold(room.name), wanted) }))
    .filter(({ score: value }) => value > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ room }) => room);
}
