import type { EventId, RoomId } from '../../../core/ids.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';

interface Asked {
  readonly roomId: RoomId;
  readonly eventId: EventId;
}

/** The message whose earlier words somebody looks at. */
export const useEditHistory = perAccount<{ readonly of: Asked | null }>(() => ({ of: null }));

export const showEditHistory = (of: Asked | null, slot = onScreen()): void => useEditHistory.of(slot).setState({ of });
