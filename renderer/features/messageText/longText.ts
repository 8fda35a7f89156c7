import { cut } from '../../../core/text/plainText.ts';

/** What is shown of a message at first: more fills several screens, and takes the longer to draw the longer it is. */
const maxLetters = 4_000;
const maxLines = 80;
const maxHtml = 16_000;

export const isLong = (text: string, html: string | null): boolean =>
  text.length > maxLetters || (html !== null && html.length > maxHtml) || lineEnd(text, maxLines) < text.length;

/** Its beginning. */
export const beginning = (text: string): string => `${cut(text, Math.min(maxLetters, lineEnd(text, maxLines))).trimEnd()}…`;

/** Where this many lines end. */
function lineEnd(text: string, lines: number): number {
  let at = -1;
  for (let line = 0; line < lines; line += 1) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at;
}
