const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Up to two letters of a name: of its first and last word, without what is neither letter nor digit. */
export function initials(name: string): string {
  const parts = name
    .split(/[\s._-]+/u)
    .map((part) => part.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ''))
    .filter((part) => part !== '');
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return chosen.map((part) => firstLetter(part ?? '')).join('') || '?';
}

function firstLetter(part: string): string {
  for (const { segment } of letters.segment(part)) return segment.toLocaleUpperCase();
  return '';
}
