type Range = readonly [from: number, to: number];

/** Any of these characters. */
function anyOf(...ranges: readonly Range[]): RegExp {
  const escaped = ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`);
  return new RegExp(`[${escaped.join('')}]`, 'gu');
}

/**
 * Control characters (C0 without tab and line feed, C1), letters and spaces of no width, embeddings and overrides of direction. Joiners
 * (U+200C, U+200D) stay, as scripts and emoji are made with them.
 */
const nowhere: readonly Range[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x115f, 0x1160],
  [0x180b, 0x180e],
  [0x200b, 0x200b],
  [0x202a, 0x202e],
  [0x2060, 0x2065],
  [0x206a, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
];
/** Marks and isolates that people who write from right to left type themselves; in a text that stands by itself they reach no other. */
const notInNames: readonly Range[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x17b4, 0x17b5],
  [0x200e, 0x200f],
  [0x2028, 0x2029],
  [0x2066, 0x2069],
];
const unseen = anyOf(...nowhere, ...notInNames);
const unseenInTexts = anyOf(...nowhere);
/** Invisible letters; only the flags of England, Scotland and Wales are made with them. */
const tags = /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F}|[\u{E0000}-\u{E0FFF}]/gu;
const flag = '\u{1F3F4}';
/** More marks on one letter than a script uses: they reach far over other lines, and take long to draw. */
const piledInNames = /(\p{M}{4})\p{M}+/gu;
const piledInTexts = /(\p{M}{8})\p{M}+/gu;
const anythingToSee = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The longest name that is shown. */
export const longestName = 200;

/**
 * A name of a person, a room, a file, as a stranger gave it: one line, nothing in it that acts on what stands beside it; `fallback` where
 * nothing is left.
 */
export function plainName(name: unknown, fallback: string, atMost = longestName): string {
  if (typeof name !== 'string') return fallback;
  const line = plainLine(name, atMost);
  return anythingToSee.test(line) ? line : fallback;
}

/** One line of a stranger's text, at most so long. */
export function plainLine(text: string, atMost: number): string {
  // Nobody reads the rest; the marks that are taken away leave enough.
  const begin = text.length > 4 * atMost ? text.slice(0, 4 * atMost) : text;
  const line = begin
    .replace(/[\s\u0085\u2028\u2029]+/gu, ' ')
    .replace(unseen, '')
    .replace(tags, keepFlag)
    .replace(piledInNames, '$1')
    .trim();
  return line.length > atMost ? `${cut(line, atMost - 1)}…` : line;
}

/** A stranger's text with its lines: without what cannot be seen. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(unseenInTexts, '')
    .replace(tags, keepFlag)
    .replace(piledInTexts, '$1');
}

/** The first `length` characters, and no half of one. */
export function cut(text: string, length: number): string {
  const half = /[\uD800-\uDBFF]$/;
  const begin = text.slice(0, length);
  return half.test(begin) ? begin.slice(0, -1) : begin;
}

const keepFlag = (found: string): string => (found.startsWith(flag) ? found : '');
