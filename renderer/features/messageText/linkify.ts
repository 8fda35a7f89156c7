export type Piece = { readonly is: 'text'; readonly text: string } | { readonly is: 'link'; readonly text: string; readonly url: string };

const pattern = /\b(?:https?:\/\/|matrix:(?:u|r|roomid)\/)[^\s<>"\p{Cc}\p{Cf}]+/giu;
/** More than people write: each link is an element. */
const maxLinks = 200;
/** The longest that main opens. */
const longestUrl = 4_096;

/**
 * Web addresses and links into Matrix in plain text; what ends a sentence is not part of one, nor a bracket that was opened before it.
 * Takes time in proportion to the text.
 */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  let links = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0].length > 2 * longestUrl) continue;
    const url = withoutTail(match[0]);
    if (url.length > longestUrl || !URL.canParse(url)) continue;
    if (match.index > done) pieces.push({ is: 'text', text: text.slice(done, match.index) });
    pieces.push({ is: 'link', text: url, url });
    done = match.index + url.length;
    links += 1;
    if (links === maxLinks) break;
  }
  if (done < text.length) pieces.push({ is: 'text', text: text.slice(done) });
  return pieces;
}

const closes: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const ends = /[.,;:!?'’”»*_~]/u;

/** Each bracket is counted once, however many are cut off. */
function withoutTail(url: string): string {
  const counts = new Map<string, number>();
  for (const letter of url) if ('()[]{}'.includes(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url.charAt(end - 1);
    const opener = closes.get(last);
    if (opener !== undefined) {
      const count = counts.get(last) ?? 0;
      if (count <= (counts.get(opener) ?? 0)) break;
      counts.set(last, count - 1);
    } else if (!ends.test(last)) {
      break;
    }
  }
  return url.slice(0, end);
}
