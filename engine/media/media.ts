import type { MediaAnswer } from '../../core/features/media/mainCalls.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';

type Look = (target: MediaTarget) => Promise<MediaAnswer>;

interface Nothing {
  readonly calls: Record<never, never>;
  readonly streams: Record<never, never>;
}

/** What main may fetch, and with what key: the page names a message, and learns neither. */
export function media({ main, store, late, log }: Kernel): Feature<Nothing> {
  const look = late<Look>();
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
    handlers: { calls: {}, streams: {} },
    async attach({ client, turns }) {
      const { findMedia } = await import('./findMedia.sdk.ts');
      return turns.take({ ready: () => look.set((target) => findMedia(client, store.calls, target)) });
    },
  };
}
