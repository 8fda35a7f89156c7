import type { EventId, RoomId } from '../../../core/ids.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** The event that a link named, in the room that it is in. */
export interface Aim {
  readonly roomId: RoomId;
  readonly eventId: EventId;
  /** `missing`: not among what could be loaded. */
  readonly is: 'seeking' | 'found' | 'missing';
}

export const useAim = perAccount<{ readonly aim: Aim | null }>(() => ({ aim: null }));

export function aimAt(roomId: RoomId, eventId: EventId, slot = onScreen()): void {
  useAim.of(slot).setState({ aim: { roomId, eventId, is: 'seeking' } });
}

/** Of exactly this aim: there may be a newer one. */
export function settleAim(aim: Aim, is: 'found' | 'missing', slot = onScreen()): void {
  if (useAim.of(slot).getState().aim === aim) useAim.of(slot).setState({ aim: { ...aim, is } });
}

/** Of any room, or of this one only. */
export function dropAim(slot: string, roomId?: RoomId): void {
  const { aim } = useAim.of(slot).getState();
  if (aim && (roomId === undefined || aim.roomId === roomId)) useAim.of(slot).setState({ aim: null });
}
