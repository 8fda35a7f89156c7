import type { MediaAnswer } from '../../core/features/media/mainCalls.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import type { mediaPreviewsOffer } from '../../core/features/media/calls.ts';
import type { Previews } from '../../core/features/media/previews.ts';
import { together } from '../../core/listeners.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import { KeptPreviews } from './keptPreviews.ts';

type Look = (target: MediaTarget) => Promise<MediaAnswer>;

/** What main may fetch, and with what key: the page names a message, and learns neither. And which pictures show by themselves. */
export function media({ main, store, late, log }: Kernel): Feature<typeof mediaPreviewsOffer> {
  const look = late<Look>();
  const previews = new KeptPreviews(store.calls, log);
  const put = late<(previews: Previews) => Promise<void>>();
  main.streams.mediaQuestions({}, ({ question, target }) => {
    look.ready
      .then((find) => find(target))
      .catch((cause: unknown): MediaAnswer => {
        log.fault('a file was looked up', cause);
        return { is: 'none' };
      })
      .then((answer) => main.calls.mediaIs({ question, answer }))
      // Main asks the next engine.
      .catch(() => undefined);
  });
  return {
    handlers: {
      calls: {
        putMediaPreviews: async (chosen) => (await put.answering())(chosen.previews),
      },
      streams: { mediaPreviews: (_arg, emit) => previews.feed.listen(emit) },
    },
    async attach({ client, turns }) {
      const { findMedia } = await import('./findMedia.sdk.ts');
      const { openPreviews } = await import('./openPreviews.sdk.ts');
      const opened = openPreviews(client, (now) => previews.found(now));
      const ready = (): void => {
        look.set((target) => findMedia(client, store.calls, target));
        opened.look();
        put.set(opened.put);
      };
      return together([opened.stop, turns.take({ ready })]);
    },
  };
}
