import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { perAccount } from '../../../bridge/perAccount.ts';

/** The message that somebody is asked about before it is deleted. */
export const useDeleting = perAccount<{ readonly of: { readonly roomId: RoomId; readonly item: MessageItem } | null }>(() => ({
  of: null,
}));
