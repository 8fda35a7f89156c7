import type { RoomId } from '../../core/ids.ts';

/** Where a room was being read: at its end, or with the row `id` this many pixels below the top edge. */
export type Reading = { readonly at: 'end' } | { readonly at: 'row'; readonly id: string; readonly offset: number };

const readings = new Map<RoomId, Reading>();

export const rememberReading = (roomId: RoomId, reading: Reading): void => void readings.set(roomId, reading);
export const readingOf = (roomId: RoomId): Reading => readings.get(roomId) ?? { at: 'end' };
export const forgetReadings = (): void => readings.clear();
