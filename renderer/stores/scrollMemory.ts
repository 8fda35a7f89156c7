import type { RoomId } from '../../core/ids.ts';
import { onScreen } from '../bridge/onScreen.ts';

/** Where a room was being read: at its end, or with the row `id` this many pixels below the top edge. */
export type Reading = { readonly at: 'end' } | { readonly at: 'row'; readonly id: string; readonly offset: number };

const readings = new Map<string, Map<RoomId, Reading>>();

export function rememberReading(roomId: RoomId, reading: Reading, slot = onScreen()): void {
  const own = readings.get(slot) ?? new Map<RoomId, Reading>();
  readings.set(slot, own.set(roomId, reading));
}

export const readingOf = (roomId: RoomId, slot = onScreen()): Reading => readings.get(slot)?.get(roomId) ?? { at: 'end' };
export const forgetReadings = (slot: string): void => void readings.delete(slot);
