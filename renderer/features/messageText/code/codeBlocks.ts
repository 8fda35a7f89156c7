import { onForget } from '../../../bridge/perAccount.ts';
import { words } from '../../../words/words.ts';
import type { CodePiece } from './codePiece.ts';
import { Colouring, type Pieces } from './colouring.ts';
import { isColoured, languageName, languageOf } from './languages.ts';

/** More is read nowhere, and costs the more to draw the more of it there is. */
const longestCode = 20_000;
const mostPieces = 4_000;

const colouring = new Colouring(() => new Worker(new URL('./colouring.worker.ts', import.meta.url), { type: 'module' }));

onForget(() => colouring.forget());

/** Gives each block of code its head, before it is drawn for the first time: which language it is, and a button to copy it. */
export function headCode(box: Element): void {
  for (const pre of box.querySelectorAll('pre')) {
    const only = pre.children.length === 1 ? pre.firstElementChild : null;
    const language = only?.tagName === 'CODE' ? languageOf(only) : null;
    const block = document.createElement('div');
    block.className = 'codeBlock';
    const head = document.createElement('div');
    head.className = 'codeHead';
    const name = document.createElement('bdi');
    name.textContent = language === null ? words.timeline.code : languageName(language);
    const copy = document.createElement('button');
    copy.type = 'button';
    copy.className = 'codeCopy';
    copy.textContent = words.timeline.copyCode;
    head.append(name, copy);
    pre.replaceWith(block);
    block.append(head, pre);
  }
}

/** The code of the block whose button this is. */
export function codeOf(button: Element): string {
  return (button.closest('.codeBlock')?.querySelector('pre')?.textContent ?? '').replace(/\n$/, '');
}

/** Says for a moment that it was copied. */
export function sayCopied(button: Element): void {
  button.textContent = words.timeline.copiedCode;
  window.setTimeout(() => (button.textContent = words.timeline.copyCode), 1_500);
}

/** Colours what is new; what has been coloured before has its colours before it is drawn. */
export function colourBlocks(root: Element): void {
  for (const code of root.querySelectorAll<HTMLElement>('pre > code[class]')) {
    const language = languageOf(code);
    const text = code.textContent ?? '';
    // What its sender has formatted stays as it is.
    if (language === null || !isColoured(language) || text.length > longestCode || code.childElementCount > 0) continue;
    const known = colouring.get(text, language);
    if (known === undefined)
      colouring.ask(text, language, (pieces) => void requestIdleCallback(() => code.isConnected && paint(code, pieces)));
    else paint(code, known);
  }
}

/** The same letters in spans of their own: nothing is measured anew but their colour. */
function paint(code: HTMLElement, pieces: Pieces): void {
  if (pieces === null || pieces.length > mostPieces) return;
  if (code.childElementCount === 0) code.replaceChildren(...pieces.map(painted));
}

function painted([text, role]: CodePiece): Node {
  if (role === null) return document.createTextNode(text);
  const span = document.createElement('span');
  span.className = `code-${role}`;
  span.textContent = text;
  return span;
}
