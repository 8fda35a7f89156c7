import lines from 'emojibase-data/en/data.json?shrunk';
import { emojiGroups, type Emoji, type EmojiGroup } from './emoji.ts';

function read(line: string): Emoji {
  const [emoji = '', group = '', name = '', codes = '', tags = '', tones = ''] = line.split('|');
  return {
    emoji,
    group: emojiGroups.get(Number(group)) ?? 'symbols',
    name,
    codes: codes === '' ? [] : codes.split(' '),
    tags: tags === '' ? [] : tags.split(' '),
    tones: tones === '' ? [] : tones.split(' '),
  };
}

/** All that Unicode has, in its order. */
export const emojiList: readonly Emoji[] = lines.map(read);

const groups = [...emojiGroups.values()].map((group) => [group, emojiList.filter((one) => one.group === group)] as const);

/** By group, each in its order. */
export const emojiByGroup: ReadonlyMap<EmojiGroup, readonly Emoji[]> = new Map([...groups]);
