import type { RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';

interface Deletion {
  readonly roomId: RoomId;
  readonly items: readonly MessageItem[];
}

/** The messages that somebody is asked about before they are deleted. */
export const useDeleting = perAccount<{ readonly of: Deletion | null }>(() => ({ of: null }));

export const askToDelete = (roomId: RoomId, items: readonly MessageItem[], slot = onScreen()): void =>
  useDeleting.of(slot).setState({ of: { roomId, items } });
