import type { CallsOf } from '../../../core/contracts/contract.ts';
import { Failure } from '../../../core/errors.ts';
import type { mediaOffer } from '../../../core/features/media/hostCalls.ts';
import type { AccountMedia } from '../../media/accountMedia.ts';
import { isHarmless, saveMedia } from '../../media/saveMedia.ts';
import type { SavedFiles } from '../../media/saveMedia.ts';
import type { SlotMedia } from '../../media/slotMedia.ts';
import { openFile, showInFolder } from '../../window/openOutside.ts';

export interface MediaCallsParts {
  readonly media: Pick<SlotMedia, 'now'>;
  readonly savedFiles: SavedFiles;
}

/** What people do with files of messages beside looking at them. */
export function mediaCalls({ media, savedFiles }: MediaCallsParts): CallsOf<typeof mediaOffer> {
  const now = (): AccountMedia => {
    if (!media.now) throw new Failure({ code: 'sessionPaused' });
    return media.now;
  };
  return {
    mediaTrouble: (asked) => now().troubleOf({ of: 'event', ...asked }),
    saveMedia: (asked) => saveMedia(now(), { of: 'event', ...asked, part: 'file' }, savedFiles),
    openSaved: async ({ saved }) => {
      const path = savedFiles.pathOf(saved);
      if (!isHarmless(path)) throw new Failure({ code: 'badArgument', field: 'saved' });
      await openFile(path);
    },
    showSaved: ({ saved }) => showInFolder(savedFiles.pathOf(saved)),
  };
}
