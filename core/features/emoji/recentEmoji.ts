import { field, isObject } from '../../read/json.ts';

/** An emoji that somebody has used, and how often. */
export interface RecentEmoji {
  readonly emoji: string;
  readonly total: number;
}

/** As the specification has it (CS "Recent emoji"). */
export const maxRecent = 100;
/** What is longer is no emoji: the longest of Unicode's, a family, has 25 code units. */
export const longestEmoji = 64;

/** The content of m.recent_emoji, the last used first; also of the older form, pairs, under which Element kept the same. */
export function readRecentEmoji(content: unknown): readonly RecentEmoji[] {
  const list = field(content, 'recent_emoji');
  if (!Array.isArray(list)) return [];
  const known = new Map<string, RecentEmoji>();
  for (const one of list as readonly unknown[]) {
    const [emoji, total] = Array.isArray(one) ? (one as unknown[]) : isObject(one) ? [one['emoji'], one['total']] : [];
    if (typeof emoji !== 'string' || emoji === '' || emoji.length > longestEmoji || known.has(emoji)) continue;
    known.set(emoji, { emoji, total: typeof total === 'number' && Number.isSafeInteger(total) && total > 0 ? total : 1 });
  }
  return [...known.values()].slice(0, maxRecent);
}

/** Once more: it comes to the front. */
export function withUse(list: readonly RecentEmoji[], emoji: string): readonly RecentEmoji[] {
  const total = (list.find((one) => one.emoji === emoji)?.total ?? 0) + 1;
  return [{ emoji, total: Math.min(total, Number.MAX_SAFE_INTEGER) }, ...list.filter((one) => one.emoji !== emoji)].slice(0, maxRecent);
}
