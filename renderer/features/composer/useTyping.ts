import { useCallback, useEffect, useRef } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useSession } from '../session/session.ts';

const repeatMs = 15_000;
const idleMs = 5_000;

/** Tells the room that one is typing: at the first key, again while it goes on, and when it stops. */
export function useTyping(roomId: RoomId): (text: string) => void {
  const slot = useSlot();
  const told = useRef<number | null>(null);
  const timer = useRef(0);

  const stop = useCallback(() => {
    window.clearTimeout(timer.current);
    if (told.current === null) return;
    told.current = null;
    tell(slot, roomId, false);
  }, [roomId, slot]);

  useEffect(() => stop, [stop]);

  return useCallback(
    (text: string) => {
      window.clearTimeout(timer.current);
      if (text.trim() === '' || text.startsWith('/')) {
        stop();
        return;
      }
      timer.current = window.setTimeout(stop, idleMs);
      const now = performance.now();
      if (told.current !== null && now - told.current < repeatMs) return;
      told.current = now;
      tell(slot, roomId, true);
    },
    [roomId, slot, stop],
  );
}

function tell(slot: string, roomId: RoomId, typing: boolean): void {
  // Signed out for now, it would only wait and then be wrong.
  if (useSession.of(slot).getState().state?.phase !== 'active') return;
  callEngine('setTyping', { roomId, typing }, slot).catch(() => undefined);
}
