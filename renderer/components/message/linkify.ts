export type Piece = { readonly is: 'text'; readonly text: string } | { readonly is: 'link'; readonly text: string; readonly url: string };

const pattern = /\bhttps?:\/\/[^\s<>"]+/giu;

/** Web addresses in plain text; what ends a sentence is not part of one, nor a bracket that was opened before it. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const url = withoutTail(match[0]);
    if (!URL.canParse(url)) continue;
    if (match.index > done) pieces.push({ is: 'text', text: text.slice(done, match.index) });
    pieces.push({ is: 'link', text: url, url });
    done = match.index + url.length;
  }
  if (done < text.length) pieces.push({ is: 'text', text: text.slice(done) });
  return pieces;
}

const closes: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

function withoutTail(url: string): string {
  let rest = url;
  for (;;) {
    const last = rest.at(-1) ?? '';
    const opener = closes[last];
    const unbalanced = opener !== undefined && count(rest, last) > count(rest, opener);
    if (!unbalanced && !/[.,;:!?'’”»*_~]/u.test(last)) return rest;
    rest = rest.slice(0, -last.length);
  }
}

const count = (text: string, letter: string): number => text.split(letter).length - 1;
