// The one drawn source of all icons, and how each system wants it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

export const iconFolder = join(root, 'assets', 'icons');
export const sourceFile = join(iconFolder, 'latchkey.svg');

/** Sizes of the icon theme that every desktop has. */
export const hicolorSizes = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512];
export const icoSizes = [16, 24, 32, 48, 64, 128, 256];

const ownFrame = 'viewBox="0 0 512 512"';

/** The drawing in another frame of its own grid. @param {string} svg @param {string} frame */
function framed(svg, frame) {
  if (!svg.includes(ownFrame)) throw new Error(`The drawing has to say ${ownFrame}.`);
  return svg.replace(ownFrame, `viewBox="${frame}"`);
}

export const readDrawing = () => readFileSync(sourceFile, 'utf8');

/** macOS keeps a wider margin round its tiles. @param {string} svg */
export const forMac = (svg) => framed(svg, '-28 -28 568 568');

/** The mark alone. @param {string} svg @param {string} colour */
export function markAlone(svg, colour) {
  const outline = /<path id="key"[^>]* d="([^"]+)"/.exec(svg)?.[1];
  if (outline === undefined) throw new Error('The drawing has no path #key.');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="64 64 384 384"><path fill="${colour}" fill-rule="evenodd" d="${outline}"/></svg>`;
}

/**
 * What the tray shows: named by the panel that it stands on; macOS colours its `Template` itself.
 * @type {readonly {name: string, colour: string, sizes: readonly number[]}[]}
 */
export const trayMarks = [
  { name: 'onLight', colour: '#22292d', sizes: [16, 24] },
  { name: 'onDark', colour: '#f2f5f6', sizes: [16, 24] },
  { name: 'Template', colour: '#000000', sizes: [18] },
];
