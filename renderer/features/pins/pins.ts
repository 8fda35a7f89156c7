import { useEffect } from 'react';
import type { Pins } from '../../../core/features/pins/calls.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { callEngineSurely, listenEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount, useSlot } from '../../bridge/perAccount.ts';

/** Of the room on screen. */
export const usePins = perAccount<{ readonly roomId: RoomId | null; readonly pins: Pins | null }>(() => ({ roomId: null, pins: null }));

/** Listens for as long as the room is on screen. */
export function useFollowPins(roomId: RoomId): Pins | null {
  const slot = useSlot();
  useEffect(() => listenEngine('pins', { roomId }, (pins) => usePins.of(slot).setState({ roomId, pins }), slot), [roomId, slot]);
  return usePins((state) => (state.roomId === roomId ? state.pins : null));
}

export function pin(roomId: RoomId, eventId: EventId, pinned: boolean, slot = onScreen()): void {
  callEngineSurely('pin', { roomId, eventId, pinned }, slot).catch((cause: unknown) => report('pin', cause));
}
