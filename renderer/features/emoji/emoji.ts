export type EmojiGroup = 'smileys' | 'people' | 'animals' | 'food' | 'travel' | 'activities' | 'objects' | 'symbols' | 'flags';

/** Unicode's groups, by the number that the data has for each. */
export const emojiGroups: ReadonlyMap<number, EmojiGroup> = new Map([
  [0, 'smileys'],
  [1, 'people'],
  [3, 'animals'],
  [4, 'food'],
  [5, 'travel'],
  [6, 'activities'],
  [7, 'objects'],
  [8, 'symbols'],
  [9, 'flags'],
]);

export interface Emoji {
  /** As it is sent: with its variation selector, else the same reaction would be counted twice. */
  readonly emoji: string;
  readonly group: EmojiGroup;
  readonly name: string;
  /** What is typed between colons. */
  readonly codes: readonly string[];
  readonly tags: readonly string[];
  /** Itself from light to dark; empty where it has no skin. */
  readonly tones: readonly string[];
}

/** In the chosen skin; 0: in none. */
export const inTone = ({ emoji, tones }: Emoji, tone: number): string => tones[tone - 1] ?? emoji;

/** The list is a chunk of its own: nobody needs it for the first paint. */
export const loadEmoji = (): Promise<EmojiLists> => (loading ??= import('./emojiList.ts'));
let loading: Promise<EmojiLists> | undefined;
export interface EmojiLists {
  /** All that Unicode has, in its order. */
  readonly emojiList: readonly Emoji[];
  readonly emojiByGroup: ReadonlyMap<EmojiGroup, readonly Emoji[]>;
}

/**
 * Emoji by a short code, their name, or what else they are known by. Whole codes come first, then beginnings of codes, of words in the name, of tags, then what
 * only holds the text; the list's own order decides between equals.
 */
export function findEmoji(list: readonly Emoji[], text: string, most = Infinity): readonly Emoji[] {
  const wanted = text.trim().toLowerCase().replace(/^:|:$/g, '');
  if (wanted === '') return list.slice(0, most);
  const byScore: Emoji[][] = [[], [], [], [], [], []];
  for (const one of list) byScore[score(one, wanted)]?.push(one);
  return byScore.slice(1).toReversed().flat().slice(0, most);
}

function score({ emoji, name, codes, tags }: Emoji, wanted: string): number {
  if (emoji === wanted || codes.includes(wanted)) return 5;
  if (codes.some((code) => code.startsWith(wanted))) return 4;
  if (name.startsWith(wanted) || name.includes(` ${wanted}`)) return 3;
  if (tags.some((tag) => tag.startsWith(wanted))) return 2;
  return name.includes(wanted) || codes.some((code) => code.includes(wanted)) ? 1 : 0;
}
