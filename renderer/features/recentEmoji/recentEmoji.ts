import { withUse, type RecentEmoji } from '../../../core/features/emoji/recentEmoji.ts';
import { callEngine, listenEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** The last used first. */
export const useRecentEmoji = perAccount<{ readonly list: readonly RecentEmoji[] }>(() => ({ list: [] }));

export function followRecentEmoji(slot: string): () => void {
  return listenEngine('recentEmoji', {}, (list) => useRecentEmoji.of(slot).setState({ list }), slot);
}

export function emojiUsed(emoji: string, slot = onScreen()): void {
  useRecentEmoji.of(slot).setState(({ list }) => ({ list: withUse(list, emoji) }));
  callEngine('emojiUsed', { emoji }, slot).catch((cause: unknown) => report('recent emoji', cause));
}
