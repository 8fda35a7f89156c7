const opening = /<(?:!--|([a-z][^\t\n\f\r />]*))/gi;
/** As a parser reads it: what parts it from the one before, its name, and its value if there is one. */
const attribute =
  /([\t\n\f\r /]*)([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*"?|'[^']*'?|[^\t\n\f\r >"'][^\t\n\f\r >]*)?)?/y;
/** What stands in these is no tag, up to their own end. */
const holdText: ReadonlySet<string> = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'textarea', 'title']);

/**
 * Names style attributes otherwise, for the sanitiser to drop. Chromium reports one to the page's content policy as soon as it is parsed, in
 * whatever document that is; nothing of it would be applied, but a stranger could fill the log.
 */
export function withoutStyles(html: string): string {
  if (!/style/i.test(html)) return html;
  let renamed = '';
  let done = 0;
  opening.lastIndex = 0;
  for (let tag = opening.exec(html); tag; tag = opening.exec(html)) {
    for (const at of styleNames(html, tag[1] ? opening.lastIndex : Infinity)) {
      renamed += `${html.slice(done, at)}data-`;
      done = at;
    }
    opening.lastIndex = endOfText(html, tag[1]?.toLowerCase() ?? null, Math.max(opening.lastIndex, tag[1] ? attribute.lastIndex : 0));
  }
  return renamed + html.slice(done);
}

/** Where they begin in the tag whose attributes begin at `from`; leaves the pattern behind the last attribute. */
function* styleNames(html: string, from: number): Generator<number> {
  if (from === Infinity) return;
  let end = from;
  attribute.lastIndex = from;
  for (let found = attribute.exec(html); found; found = attribute.exec(html)) {
    end = attribute.lastIndex;
    if (found[2]?.toLowerCase() === 'style') yield found.index + (found[1]?.length ?? 0);
  }
  attribute.lastIndex = end;
}

/** @param name of the tag; null: a comment */
function endOfText(html: string, name: string | null, from: number): number {
  if (name !== null && !holdText.has(name)) return from;
  const end = name === null ? /-->|--!>/g : new RegExp(`</${name}`, 'gi');
  // A comment can end with the dashes that it begins with.
  end.lastIndex = name === null ? from - 2 : from;
  return end.exec(html) ? end.lastIndex : html.length;
}
