const forbidden =
  'script, style, iframe, object, embed, form, input, link, meta, base, svg:not(.lucide), math, video, audio, template, textarea, select, dialog, noscript';
const urls = ['href', 'src', 'srcset', 'action', 'formaction', 'xlink:href', 'poster', 'background', 'data'];

/** What a stranger has got into the page that has no business there. */
export function intruders(drawn: ParentNode): readonly string[] {
  const found = [...drawn.querySelectorAll(forbidden)].map(({ outerHTML }) => outerHTML.slice(0, 200));
  for (const element of drawn.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`${name} on ${element.tagName}`);
      if (urls.includes(name) && !(name === 'href' && /^(https?:\/\/|mailto:)/i.test(value))) found.push(`${name}=${value.slice(0, 100)}`);
      if (name === 'style' && /url\(|expression/i.test(value)) found.push(`style=${value.slice(0, 100)}`);
    }
  }
  return found;
}
