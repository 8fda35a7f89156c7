/** Elements that a parser opens again in every block that comes before they are closed (HTML, "the list of active formatting elements"). */
const reopened: ReadonlySet<string> = new Set([
  'a',
  'b',
  'big',
  'code',
  'em',
  'font',
  'i',
  'nobr',
  's',
  'small',
  'strike',
  'strong',
  'tt',
  'u',
]);

/** More than people write; each makes an element, and many a layout of its own. */
const maxTags = 2_000;
/** Each is laid out against its whole row and column: six hundred took half a second on a busy machine. */
const maxCells = 400;
/** A parser can be made to build hundreds of elements from one tag: of so many at the most. */
const maxReopened = 10_000;
/** Attributes are looked through one against the other. */
const longestTag = 6_000;
/** Layouts within layouts: each one is measured several times over. */
const deepest: ReadonlyMap<string, number> = new Map([
  ['table', 4],
  ['details', 12],
  ['ul', 30],
  ['ol', 30],
  ['blockquote', 60],
]);

/** Whether parsing and drawing this HTML could hold the page up; told in one pass over the text, without parsing it. */
export function costsTooMuch(html: string): boolean {
  const open = new Map<string, number>();
  let active = 0;
  let tags = 0;
  let built = 0;
  let cells = 0;
  for (const { name, closing, length } of tagsOf(html)) {
    tags += 1;
    if (!closing && (name === 'td' || name === 'th')) cells += 1;
    const isReopened = reopened.has(name);
    const before = open.get(name) ?? 0;
    const change = closing ? -Math.min(1, before) : 1;
    open.set(name, before + change);
    if (isReopened) active += change;
    else built += active;
    if (
      tags > maxTags ||
      cells > maxCells ||
      built > maxReopened ||
      length > longestTag ||
      before + change > (deepest.get(name) ?? Infinity)
    )
      return true;
  }
  return false;
}

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly length: number;
}

function* tagsOf(html: string): Generator<Tag> {
  const begin = /<(\/?)([a-z][^\s/>]*)/giy;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    begin.lastIndex = at;
    const found = begin.exec(html);
    if (!found) {
      // A comment, or no tag at all; counted all the same, as it may be read as one.
      at += 1;
      yield { name: '', closing: false, length: 1 };
      continue;
    }
    const end = endOfTag(html, begin.lastIndex);
    yield { name: (found[2] ?? '').toLowerCase(), closing: found[1] !== '', length: end - at };
    at = end;
  }
}

/** Behind the tag; a quote holds a value only after an equals sign. */
function endOfTag(html: string, from: number): number {
  let at = from;
  for (; at < html.length; at += 1) {
    const letter = html[at];
    if (letter === '>') return at + 1;
    if (letter !== '=') continue;
    while (/\s/.test(html[at + 1] ?? '')) at += 1;
    const quote = html[at + 1];
    if (quote !== '"' && quote !== "'") continue;
    const end = html.indexOf(quote, at + 2);
    if (end < 0) return html.length;
    at = end;
  }
  return at;
}
