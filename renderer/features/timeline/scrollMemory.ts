import type { RoomId } from '../../../core/ids.ts';
import { onScreen } from '../../bridge/onScreen.ts';

/** Where a room was being read: at its end, or with the row `id` this many pixels below the top edge. */
export type Reading = { readonly at: 'end' } | { readonly at: 'row'; readonly id: string; readonly offset: number };

type Readings = Map<string, Map<RoomId, Reading>>;

const pauseMs = 100;
let timer: ReturnType<typeof setTimeout> | null = null;

const readings: Readings = kept();

/** Main holds the window's name, in memory alone: it outlives a page whose process died. */
function kept(): Readings {
  const entries = window.name === '' ? [] : (JSON.parse(window.name) as [string, [RoomId, Reading][]][]);
  return new Map(entries.map(([slot, own]) => [slot, new Map(own)]));
}

function keep(): void {
  timer ??= setTimeout(keepNow, pauseMs);
}

function keepNow(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  window.name = JSON.stringify([...readings].map(([slot, own]) => [slot, [...own]]));
}

export function rememberReading(roomId: RoomId, reading: Reading, slot = onScreen()): void {
  const own = readings.get(slot) ?? new Map<RoomId, Reading>();
  readings.set(slot, own.set(roomId, reading));
  keep();
}

export const readingOf = (roomId: RoomId, slot = onScreen()): Reading => readings.get(slot)?.get(roomId) ?? { at: 'end' };

export function forgetReadings(slot: string): void {
  if (readings.delete(slot)) keepNow();
}
