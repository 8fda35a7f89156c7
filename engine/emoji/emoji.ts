import type { emojiOffer } from '../../core/features/emoji/calls.ts';
import type { RecentEmoji } from '../../core/features/emoji/recentEmoji.ts';
import { together } from '../../core/listeners.ts';
import { sameData } from '../../core/sameData.ts';
import type { Feature } from '../feature.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';
import type { Kernel } from '../kernel.ts';
import type { RecentEmojiList } from './recentEmojiList.ts';

/** Which emoji the account has used, on all of its devices. */
export function emoji({ late, log }: Kernel): Feature<typeof emojiOffer> {
  const feed = new ValueFeed<readonly RecentEmoji[]>(sameData);
  const open = late<RecentEmojiList>();
  return {
    handlers: {
      calls: { emojiUsed: async ({ emoji: used }) => (await open.ready).use(used) },
      streams: { recentEmoji: (_arg, emit) => feed.listen(emit) },
    },
    async attach({ client, turns }) {
      const { openRecentEmoji } = await import('./openRecentEmoji.sdk.ts');
      const { list, stop } = openRecentEmoji(client, (now) => feed.set(now), log);
      const leave = turns.take({ loaded: () => list.hear(), ready: () => open.set(list), synced: () => list.write() });
      return together([stop, leave]);
    },
  };
}
