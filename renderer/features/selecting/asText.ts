import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { dateAndTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { wholeWordsOf } from '../messageWords/messageWords.ts';

/** Several messages with who said them and when, for other programs. */
export const asText = (items: readonly MessageItem[]): string =>
  items.map((item) => `${words.selecting.saidAt(item.sender.name, dateAndTime(item.ts))}\n${wholeWordsOf(item)}`).join('\n\n');
