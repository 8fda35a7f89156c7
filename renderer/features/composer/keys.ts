/** What takes the place of `from` to `to`, and what is selected afterwards. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly select: readonly [number, number];
}

interface Typed {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** By the key that is pressed with Ctrl (on a Mac, with Cmd). */
const marks: Readonly<Record<string, string>> = { b: '**', i: '*', e: '`' };

/** Ctrl+B, I and E put the marks of bold, italic and code around what is selected, or take them away again. */
export function withMarks(key: string, { text, from, to }: Typed): Change | null {
  const mark = marks[key.toLowerCase()];
  if (mark === undefined) return null;
  const { length } = mark;
  const inner = text.slice(from, to);
  const around = text.slice(from - length, from) === mark && text.slice(to, to + length) === mark;
  // One star of two is no italic.
  const isOther = mark === '*' && text.slice(from - 2, from) === '**' && text.slice(from - 3, from) !== '***';
  if (around && !isOther) return { from: from - length, to: to + length, text: inner, select: [from - length, to - length] };
  return { from, to, text: mark + inner + mark, select: [from + length, to + length] };
}

const listItem = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))[ \t]+/;
const quote = /^[ \t]*(?:>[ \t]?)+/;

/** Shift+Enter: a new line within a list or a quote goes on with it; on an item without words it ends the list. Null: it is an ordinary line. */
export function newLine({ text, from, to }: Typed): Change | null {
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.slice(begin, from);
  const found = listItem.exec(line) ?? quote.exec(line);
  if (!found) return null;
  const [sign, space = '', bullet, number, after] = found;
  if (line.trim() === sign.trim() && from === to) return { from: begin, to, text: '', select: [begin, begin] };
  const next = number !== undefined ? `${space}${Number(number) + 1}${after} ` : bullet !== undefined ? `${space}${bullet} ` : sign;
  const at = from + 1 + next.length;
  return { from, to, text: `\n${next}`, select: [at, at] };
}
