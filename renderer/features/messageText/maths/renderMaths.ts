import temml from 'temml';
import { plainText } from '../../../../core/text/plainText.ts';

/** TeX that people write is shorter; the work grows with it. */
const longestTex = 1_000;
const mostElements = 1_000;
const deepest = 60;

const elements: ReadonlySet<string> = new Set([
  ...(
    'math mrow mi mn mo mtext mspace ms mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none ' +
    'mtable mtr mtd mstyle mpadded mphantom menclose'
  ).split(' '),
]);
/** Without colours, whose contrast nobody knows, and without addresses. */
const attributes: ReadonlySet<string> = new Set([
  ...(
    'accent accentunder columnspan depth display displaystyle fence form height largeop linethickness lspace mathsize mathvariant maxsize ' +
    'minsize movablelimits rowspan rspace scriptlevel separator stretchy symmetric voffset width'
  ).split(' '),
]);
/** In whatever unit: nothing reaches over what stands beside it. */
const longest = 40;
/** Of the library's styles, those that mean something; the page has a class for each, as styles in a line are refused. */
const styled: Readonly<Record<string, (value: string) => string | null>> = {
  border: () => 'mathsBox',
  borderTop: () => 'mathsTop',
  borderBottom: () => 'mathsBottom',
  borderLeft: () => 'mathsLeft',
  borderRight: () => 'mathsRight',
  textAlign: (value) => (value === 'left' || value === 'right' ? `mathsTo-${value}` : null),
  paddingLeft: (value) => (parseFloat(value) === 0 ? 'mathsTightLeft' : null),
  paddingRight: (value) => (parseFloat(value) === 0 ? 'mathsTightRight' : null),
};

/** What the library makes of TeX before it is anything of the page's. */
interface Made {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly classes?: readonly unknown[];
  readonly style?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Made[];
}

/**
 * What a sender's TeX means, as MathML that we have looked through; null where it says nothing, costs too much, or wants what is not maths.
 * Throws nothing.
 */
export function renderMaths(tex: string, isBlock: boolean): Element | null {
  if (tex.trim() === '' || tex.length > longestTex) return null;
  try {
    // Nothing is trusted: no links, pictures, styles or names of its own.
    const options = { displayMode: isBlock, throwOnError: true, trust: false, maxExpand: 200, maxSize: [10, 200] as [number, number] };
    return built(temml.__renderToMathMLTree(tex, options) as Made);
  } catch {
    return null;
  }
}

/** Nodes of our own making: whatever is not known to be maths, nothing is made of it all. */
function built(root: Made): Element {
  let count = 0;
  const make = (made: Made, depth: number): Node => {
    count += 1;
    if (count > mostElements || depth > deepest) throw new Error('more than anybody writes');
    if (typeof made.text === 'string') return document.createTextNode(plainText(made.text));
    // A number of an equation stands in a span; a link, with an address, is nothing that is made.
    if (made.type === undefined && made.children && !('href' in made)) {
      const fragment = document.createDocumentFragment();
      for (const child of made.children) fragment.append(make(child, depth + 1));
      return fragment;
    }
    const element = elementOf(made);
    for (const child of made.children ?? []) element.append(make(child, depth + 1));
    return element;
  };
  const maths = make(root, 1);
  if (!(maths instanceof Element) || maths.localName !== 'math') throw new Error('not one formula');
  return maths;
}

function elementOf({ type, attributes: given = {}, classes = [], style = {} }: Made): Element {
  if (typeof type !== 'string' || !elements.has(type)) throw new Error('no element of maths');
  const element = document.createElementNS('http://www.w3.org/1998/Math/MathML', type);
  for (const [name, value] of Object.entries(given))
    if (attributes.has(name) && !isLong(String(value))) element.setAttribute(name, String(value));
  const named = classes.filter((name) => typeof name === 'string' && /^tml-[a-z-]+$/.test(name));
  for (const [name, value] of Object.entries(style)) named.push(styled[name]?.(String(value)) ?? null);
  const all = named.filter((name) => name !== null).join(' ');
  if (all !== '') element.setAttribute('class', all);
  return element;
}

const isLong = (value: string): boolean => [...value.matchAll(/-?\d+(?:\.\d+)?/g)].some(([number]) => Math.abs(Number(number)) > longest);
