import { anyRightToLeft } from '../../words/isolated.ts';

/**
 * How a text is laid out: `plain` holds nothing written from right to left; `mixed` has each paragraph in the direction of its own letters;
 * `flat` is shown letter by letter.
 */
export type Direction = 'plain' | 'mixed' | 'flat';

/**
 * Each change of direction is laid out for itself, and brackets are looked for in pairs: text of nothing else takes the page ten seconds
 * and more. No person writes so.
 */
const maxTurns = 500;

const rtl = String.raw`\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`;
/** From a letter of a word that runs left to one that runs right, over a little of what has no direction; or a bracket. */
const turn = new RegExp(String.raw`[${rtl}][^\p{L}\p{N}]{0,8}(?![${rtl}])[\p{L}\p{N}]|[()\[\]{}<>«»]`, 'gu');

export function directionOf(text: string): Direction {
  if (!anyRightToLeft(text)) return 'plain';
  let turns = 0;
  for (const _found of text.matchAll(turn)) {
    turns += 1;
    if (turns > maxTurns) return 'flat';
  }
  return 'mixed';
}
