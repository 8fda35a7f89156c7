import DOMPurify, { type Config } from 'dompurify';
import { parseMatrixLink } from '../../../core/links/parseMatrixLink.ts';
import { plainText } from '../../../core/text/plainText.ts';
import { headCode } from './code/codeBlocks.ts';
import { costsTooMuch } from './parseCost.ts';
import { hasLongRun } from './textBlocks.ts';
import { asciiAddress, realAddress } from './realAddress.ts';
import { coverSpoilers } from './spoilers.ts';
import { withoutStyles } from './withoutStyles.ts';

/**
 * What the specification lets through ("m.room.message msgtypes"), without pictures: those of strangers may not be fetched, and ours come
 * as files.
 */
const allowedTags = [
  ...[
    'del',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'p',
    'a',
    'ul',
    'ol',
    'sup',
    'sub',
    'li',
    'b',
    'i',
    'u',
    'strong',
    'em',
    's',
    'code',
    'hr',
    'br',
  ],
  ...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'caption', 'pre', 'span', 'details', 'summary'],
];

const config: Config = {
  ALLOWED_TAGS: allowedTags,
  ALLOWED_ATTR: ['href', 'start', 'class', 'data-mx-spoiler', 'data-mx-maths', 'role', 'tabindex', 'rel', 'target', 'title'],
  // Their values are no addresses; each is judged below.
  ADD_URI_SAFE_ATTR: ['start', 'data-mx-spoiler', 'data-mx-maths'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|matrix:)/i,
  // Their words are not the sender's: a quote that is shown otherwise, pictures, forms, styles, scripts.
  ADD_FORBID_CONTENTS: [
    'mx-reply',
    'script',
    'style',
    'title',
    'textarea',
    'select',
    'option',
    'button',
    'svg',
    'math',
    'iframe',
    'object',
    'noscript',
    'template',
  ],
};

/** The specification's bound on nesting; deeper text is hostile or broken. */
const maxDepth = 100;

/** Without spaces; longer ones are laid out in blocks, which only plain text has. */
const longestRun = 2_000;

const purifier = DOMPurify(window);

purifier.addHook('uponSanitizeAttribute', (element, attribute) => {
  const tag = element.tagName;
  const { attrName, attrValue } = attribute;
  // What may stay depends on the element; rel, target, role and tabindex are only ever set by us, below.
  const fits =
    (attrName === 'href' && tag === 'A') ||
    (attrName === 'start' && tag === 'OL' && /^-?\d{1,9}$/.test(attrValue)) ||
    (attrName === 'data-mx-spoiler' && tag === 'SPAN') ||
    (attrName === 'data-mx-maths' && (tag === 'SPAN' || tag === 'DIV')) ||
    (attrName === 'class' && tag === 'CODE' && /^language-[\w+#.-]{1,40}$/.test(attrValue));
  if (!fits) attribute.keepAttr = false;
});

purifier.addHook('afterSanitizeAttributes', (element) => {
  if (element.tagName === 'A' && element.hasAttribute('href')) {
    element.setAttribute('rel', 'noopener noreferrer');
    element.setAttribute('target', '_blank');
    // Where it leads can be seen before it is followed.
    const href = element.getAttribute('href') ?? '';
    element.setAttribute('title', asciiAddress(href));
    const link = parseMatrixLink(href);
    if (link) element.setAttribute('class', link.is === 'user' ? 'namedUser' : 'namedRoom');
  }
});

/** The sender's HTML made safe; null where the plain text has to do. */
export function sanitise(html: string): string | null {
  if (costsTooMuch(html)) return null;
  const fragment = purifier.sanitize(withoutStyles(html), { ...config, RETURN_DOM_FRAGMENT: true });
  if (depthOf(fragment) > maxDepth) return null;
  const box = document.createElement('div');
  box.append(fragment);
  if (hasLongRun(box.textContent ?? '', longestRun)) return null;
  clean(box);
  for (const link of box.querySelectorAll('a[href]')) nameTarget(link);
  trimEdges(box);
  if ((box.textContent ?? '').trim() === '' && box.querySelector('hr') === null) return null;
  headCode(box);
  coverSpoilers(box);
  return box.innerHTML;
}

/** Characters that cannot be seen, however they were written down. */
function clean(box: Element): void {
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const before = node.nodeValue ?? '';
    const after = plainText(before);
    if (after !== before) node.nodeValue = after;
  }
}

/** Words that name another address than the link leads to do not stand alone. */
function nameTarget(link: Element): void {
  const real = realAddress(link.textContent ?? '', link.getAttribute('href') ?? '');
  if (real === null) return;
  const beside = document.createElement('span');
  beside.className = 'linkTarget';
  beside.textContent = `(${real})`;
  link.after(' ', beside);
}

function depthOf(root: Node): number {
  let deepest = 0;
  const open: [Node, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    if (deepest > maxDepth) return deepest;
    for (const child of node.childNodes) open.push([child, depth + 1]);
  }
  return deepest;
}

/** Line breaks at the edges would only be empty space. */
function trimEdges(box: Element): void {
  while (isEmpty(box.firstChild)) box.firstChild?.remove();
  while (isEmpty(box.lastChild)) box.lastChild?.remove();
}

function isEmpty(node: ChildNode | null): boolean {
  if (node === null) return false;
  return node.nodeName === 'BR' || (node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() === '');
}
