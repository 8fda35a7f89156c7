/** How each thing in HTML that is no text begins: a comment, what is taken for one, or a tag. */
const beginning = /<(?:(!--)|([!?]|\/(?=[^a-z]))|(\/?)([a-z][^\t\n\f\r />]*))/gi;
/** As a parser reads it: what parts it from the one before, its name, and its value if there is one. */
const attribute =
  /([\t\n\f\r /]*)([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*"?|'[^']*'?|[^\t\n\f\r >"'][^\t\n\f\r >]*)?)?/y;
/** What stands in these is no tag, up to their own end; the sanitiser shows none of it. */
const holdText: ReadonlySet<string> = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'textarea', 'title']);

/** In the place of what is left out, so that what stood around it makes no new tag. */
const nothing = '<!---->';

/**
 * Names style attributes otherwise, for the sanitiser to drop, and leaves style elements out. Chromium reports each to the page's content
 * policy as soon as it is parsed, in whatever document that is; nothing of it would be applied, but a stranger could fill the log.
 * Comments and all elements that hold text go, too: what begins and ends one depends on where it stands (`<svg>`, `<select>`), and a parser
 * would find other tags behind it than these patterns do.
 */
export function withoutStyles(html: string): string {
  if (!/style/i.test(html)) return html;
  let kept = '';
  let done = 0;
  beginning.lastIndex = 0;
  for (let found = beginning.exec(html); found; found = beginning.exec(html)) {
    const inside = beginning.lastIndex;
    const end = endOfLeftOut(html, found, inside);
    if (end === null) {
      for (const at of styleNames(html, inside)) {
        kept += `${html.slice(done, at)}data-`;
        done = at;
      }
    } else {
      kept += html.slice(done, found.index) + nothing;
      done = end;
    }
    beginning.lastIndex = end ?? behindAttributes(html, inside);
  }
  return kept + html.slice(done);
}

/** null: it stays. */
function endOfLeftOut(html: string, [, comment, bogus, slash, name = '']: RegExpExecArray, inside: number): number | null {
  // A comment can end with the dashes that it begins with.
  if (comment) return behind(html, /--!?>/g, inside - 2);
  if (bogus) return behind(html, />/g, inside);
  if (slash || !holdText.has(name.toLowerCase())) return null;
  const closing = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi');
  return behind(html, />/g, behindAttributes(html, behind(html, closing, behindAttributes(html, inside))));
}

/** Where they begin in the tag whose attributes begin at `from`. */
function* styleNames(html: string, from: number): Generator<number> {
  attribute.lastIndex = from;
  for (let found = attribute.exec(html); found; found = attribute.exec(html)) {
    if (found[2]?.toLowerCase() === 'style') yield found.index + (found[1]?.length ?? 0);
  }
}

function behindAttributes(html: string, from: number): number {
  let end = from;
  attribute.lastIndex = from;
  while (attribute.test(html)) end = attribute.lastIndex;
  return end;
}

/** Behind the first place where it fits; the end of all where it does not. */
function behind(html: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(html) ? pattern.lastIndex : html.length;
}
