import { cut } from '../../../core/text/plainText.ts';
import type { Direction } from './direction.ts';

/** A font's rules look at a run without spaces as a whole: ten times the letters take a hundred times as long. */
const longestRun = 500;
const blockLetters = 2_000;

/** A run without spaces that is longer than any word or address. */
export const hasLongRun = (text: string, atMost = longestRun): boolean =>
  text.length > atMost && text.split(/\s+/u).some((run) => run.length > atMost);

/**
 * The blocks in which a text is laid out: each by itself, and only where it can be seen. Lines stay whole where people could have written
 * them.
 */
export function textBlocks(text: string, direction: Direction): string[] {
  if (text.length <= longestRun) return [text];
  const blocks: string[] = [];
  let open: string[] = [];
  let letters = 0;
  const close = (): void => {
    if (open.length > 0) blocks.push(open.join('\n'));
    open = [];
    letters = 0;
  };
  for (const line of text.split('\n')) {
    if (line.length > longestRun && (direction === 'flat' || hasLongRun(line))) {
      close();
      blocks.push(...pieces(line, cut));
      continue;
    }
    if (line.length > 2 * longestRun && direction === 'mixed') {
      close();
      blocks.push(...pieces(line, atSpace));
      continue;
    }
    if (letters + line.length > blockLetters) close();
    open.push(line);
    letters += line.length;
  }
  close();
  return blocks;
}

/** Words of another script than the page's take long together, and no time one after the other. */
function atSpace(text: string, length: number): string {
  const begin = cut(text, 2 * length);
  const space = begin.lastIndexOf(' ');
  return text.length > begin.length && space > 0 ? begin.slice(0, space + 1) : begin;
}

function pieces(line: string, next: (text: string, length: number) => string): string[] {
  const found: string[] = [];
  for (let rest = line; rest !== '';) {
    const piece = next(rest, longestRun) || rest.slice(0, longestRun);
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return found;
}
