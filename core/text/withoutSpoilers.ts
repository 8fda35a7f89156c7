/** Stands for what is hidden; the same in every language. */
const hidden = '█████';

/** The plain letters that HTML writes otherwise, as far as people need them. */
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** These end a line. */
const breaks: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'pre', 'blockquote', 'tr', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/**
 * The words of a message for wherever they stand by themselves (quotes, previews, notifications): what its sender has hidden in the HTML
 * stands open in the plain text beside it (CS "Spoiler messages").
 */
export function withoutSpoilers(text: string, html: string | null): string {
  return html !== null && /data-mx-spoiler/i.test(html) ? wordsOf(html) : text;
}

/** Text of HTML, in one pass; what is hidden is hidden to the end where nothing closes it. */
function wordsOf(html: string): string {
  let text = '';
  // For each open span: whether it hides.
  const spans: boolean[] = [];
  let inQuote = false;
  let done = 0;
  const take = (end: number): void => {
    if (!inQuote && !spans.includes(true)) text += decoded(html.slice(done, end));
  };
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const found = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(html.slice(at, at + 32));
    if (!found) continue;
    take(at);
    const end = endOfTag(html, at + found[0].length);
    const name = found[2]?.toLowerCase() ?? '';
    const isClosing = found[1] !== '';
    if (name === 'mx-reply') inQuote = !isClosing;
    else if (name === 'span' && isClosing) spans.pop();
    else if (name === 'span') {
      const hides = /\sdata-mx-spoiler(?=[\s=>/]|$)/i.test(html.slice(at, end));
      if (hides && !inQuote && !spans.includes(true)) text += hidden;
      spans.push(hides);
    } else if (breaks.has(name) && !inQuote && !text.endsWith('\n')) text += '\n';
    done = end;
    at = end - 1;
  }
  take(html.length);
  return text.trim();
}

/** Behind the tag; a quoted value may hold what would end it. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at += 1) {
    const letter = html.charAt(at);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at + 1;
  }
  return html.length;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
