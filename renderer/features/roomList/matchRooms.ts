import type { RoomSummary } from '../../../core/features/rooms/model.ts';

/**
 * Rooms whose name holds what was typed, letter by letter in order; the closer to the beginning of a word, the higher. The list's own order
 * decides between equals.
 */
export function matchRooms(rooms: readonly RoomSummary[], text: string): RoomSummary[] {
  const wanted = fold(text.trim());
  if (wanted === '') return [...rooms];
  return rooms
    .map((room) => ({ room, score: score(fold(room.name), wanted) }))
    .filter(({ score: value }) => value > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ room }) => room);
}

/** Without case and accents: nobody types those to find something. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

function score(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 4;
  if (name.split(/[\s._#-]+/u).some((word) => word.startsWith(wanted))) return 3;
  if (name.includes(wanted)) return 2;
  return inOrder(name, wanted) ? 1 : 0;
}

function inOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at);
    if (at < 0) return false;
    at += letter.length;
  }
  return true;
}
