import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { plainLine } from '../../../core/text/plainText.ts';
import { lineOf } from '../../words/attachmentWords.ts';
import { words } from '../../words/words.ts';

type Said = Pick<MessageItem, 'body'>;

/** A message in plain words, whatever it is. */
export function wholeWordsOf({ body }: Said): string {
  const line = lineOf(body);
  if (line !== null) return line;
  if (body.type === 'undecryptable') return words.timeline.undecryptable[body.reason];
  return body.type === 'redacted' ? words.timeline.redacted : words.timeline.unsupported;
}

/** The same in one line. */
export const wordsOf = (item: Said, longest = 500): string => plainLine(wholeWordsOf(item), longest);
