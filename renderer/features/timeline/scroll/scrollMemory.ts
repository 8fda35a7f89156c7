import type { RoomId } from '../../../../core/ids.ts';
import { onScreen } from '../../../bridge/onScreen.ts';
import { eachAccount } from '../../../bridge/perAccount.ts';

/** Where a room was being read: at its end, or with the row `id` this many pixels below the top edge. */
export type Reading = { readonly at: 'end' } | { readonly at: 'row'; readonly id: string; readonly offset: number };

const pauseMs = 100;
let timer: ReturnType<typeof setTimeout> | null = null;

const readings = eachAccount(() => new Map<RoomId, Reading>(), keepNow);
for (const [slot, own] of kept()) for (const [roomId, reading] of own) readings.of(slot).set(roomId, reading);

/** Main holds the window's name, in memory alone: it outlives a page whose process died. */
function kept(): readonly [string, [RoomId, Reading][]][] {
  return window.name === '' ? [] : (JSON.parse(window.name) as [string, [RoomId, Reading][]][]);
}

function keep(): void {
  timer ??= setTimeout(keepNow, pauseMs);
}

function keepNow(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  window.name = JSON.stringify(readings.entries().map(([slot, own]) => [slot, [...own]]));
}

export function rememberReading(roomId: RoomId, reading: Reading, slot = onScreen()): void {
  readings.of(slot).set(roomId, reading);
  keep();
}

export const readingOf = (roomId: RoomId, slot = onScreen()): Reading => readings.of(slot).get(roomId) ?? { at: 'end' };
