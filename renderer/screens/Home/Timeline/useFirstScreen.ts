import { useEffect, useRef } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import { readingOf } from '../../../stores/scrollMemory.ts';
import type { Row } from './rows.ts';

/** Of a message without a head. Too little only means that a row too many is drawn; too much leaves a gap for a frame. */
export const likelyHeight = 24;

/**
 * The rows that will be seen first, by index: mounted with the list, they are measured and in their place within the room's first frame.
 * The virtualiser on its own learns the height of the window in the first frame, and shows rows in the second.
 */
export function useFirstScreen(roomId: RoomId, rows: readonly Row[]): readonly number[] | undefined {
  const first = useRef<readonly number[] | undefined>(null);
  if (first.current === null) first.current = firstScreen(roomId, rows);
  useEffect(() => {
    first.current = undefined;
  }, []);
  return first.current;
}

function firstScreen(roomId: RoomId, rows: readonly Row[]): number[] {
  const most = Math.ceil(window.innerHeight / likelyHeight);
  const reading = readingOf(roomId);
  const at = reading.at === 'row' ? rows.findIndex((row) => row.key === reading.id) : -1;
  const from = Math.max(0, at < 0 ? rows.length - most : at - 1);
  return Array.from({ length: Math.min(most, rows.length - from) }, (_, index) => from + index);
}
