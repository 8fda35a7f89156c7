// `npm run icons`: makes every icon of every system from the one drawing; run after the drawing has changed, and commit what it makes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toIcns, toIco } from './icons/containers.mjs';
import { forMac, hicolorSizes, iconFolder, icoSizes, markAlone, readDrawing, trayMarks } from './icons/drawing.mjs';
import { iconStamp, stampFile } from './icons/iconStamp.mjs';
import { ensureTools } from './systemPackages.mjs';

await ensureTools(console.log, { 'rsvg-convert': 'librsvg2-bin' });
const drawing = readDrawing();

/** @param {string} svg @param {number} size */
function png(svg, size) {
  const { status, stdout, stderr } = spawnSync('rsvg-convert', ['--width', `${size}`, '--height', `${size}`], {
    input: svg,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`rsvg-convert: ${stderr}`);
  return stdout;
}

const hicolor = join(iconFolder, 'hicolor');
const tray = join(iconFolder, 'tray');
for (const folder of [hicolor, tray]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}
for (const size of hicolorSizes) writeFileSync(join(hicolor, `${size}x${size}.png`), png(drawing, size));
for (const { name, colour, sizes } of trayMarks) {
  const mark = markAlone(drawing, colour);
  for (const size of sizes) {
    const file = name === 'Template' ? 'latchkeyTemplate' : `${name}-${size}`;
    writeFileSync(join(tray, `${file}.png`), png(mark, size));
    writeFileSync(join(tray, `${file}@2x.png`), png(mark, 2 * size));
  }
}
writeFileSync(join(iconFolder, 'latchkey.ico'), toIco(icoSizes.map((size) => ({ size, png: png(drawing, size) }))));
writeFileSync(
  join(iconFolder, 'latchkey.icns'),
  toIcns((size) => png(forMac(drawing), size)),
);
const stamp = iconStamp();
writeFileSync(stampFile, `${JSON.stringify(stamp, null, 2)}\n`);
console.log(`made ${Object.keys(stamp.made).length} icons in assets/icons`);
