/** What somebody is in the middle of typing that can be completed. */
export interface Asked {
  readonly is: 'emoji' | 'person' | 'room' | 'command';
  /** From its sign on; it ends at the caret. */
  readonly from: number;
  readonly text: string;
}

/** Behind a space, a bracket, a quote, or at the beginning: no address or time of day has one. */
const kinds: readonly (readonly [Asked['is'], RegExp])[] = [
  ['command', /^(\/)([a-z]*)$/],
  ['emoji', /(?:^|[\s([{"'“‘>])(:)([a-z0-9_+-]{2,40})$/i],
  ['person', /(?:^|[\s([{"'“‘>])(@)([^\s@]{0,80})$/u],
  ['room', /(?:^|[\s([{"'“‘>])(#)([^\s#]{1,80})$/u],
];

/** No name is longer. */
const lookBack = 100;

/** What stands before the caret and can be completed; nothing within code. */
export function askedAt(text: string, caret: number): Asked | null {
  const before = text.slice(Math.max(0, caret - lookBack), caret);
  for (const [is, pattern] of kinds) {
    if (is === 'command' && caret > lookBack) continue;
    const found = pattern.exec(before);
    if (!found) continue;
    const typed = found[2] ?? '';
    const from = caret - typed.length - 1;
    return is === 'command' || !isInCode(text, from) ? { is, from, text: typed } : null;
  }
  return null;
}

function isInCode(text: string, at: number): boolean {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const isOdd = (part: string, sign: string): boolean => part.split(sign).length % 2 === 0;
  return isOdd(text.slice(line, at), '`') || isOdd(text.slice(0, line), '\n```') !== text.startsWith('```');
}
