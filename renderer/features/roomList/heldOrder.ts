import type { RoomId } from '../../../core/ids.ts';

/** What is there stays where it is; what has gone leaves; what is new comes last. */
export function heldOrder(before: readonly RoomId[], next: readonly RoomId[]): RoomId[] {
  const there = new Set(next);
  const known = new Set(before);
  return [...before.filter((id) => there.has(id)), ...next.filter((id) => !known.has(id))];
}
