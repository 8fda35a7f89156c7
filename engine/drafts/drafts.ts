import type { draftsOffer } from '../../core/features/drafts/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { RoomsFeature } from '../rooms/rooms.ts';
import { SavedDrafts } from './savedDrafts.ts';

/** Text that waits in composers, and that the room list marks. */
export function drafts({ store, saved }: Kernel, rooms: RoomsFeature): Feature<typeof draftsOffer> {
  const texts = new SavedDrafts(store.calls, saved.drafts);
  return {
    handlers: {
      calls: {
        getDraft: ({ roomId }) => texts.get(roomId),
        async setDraft({ roomId, text }) {
          await texts.set(roomId, text);
          rooms.setDraft(roomId, text !== '');
        },
      },
      streams: {},
    },
  };
}
