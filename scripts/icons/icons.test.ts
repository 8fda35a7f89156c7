import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { icnsPlaces, toIcns, toIco } from './containers.mjs';
import { forMac, hicolorSizes, iconFolder, icoSizes, markAlone, readDrawing, trayMarks } from './drawing.mjs';
import { iconStamp, stampFile } from './iconStamp.mjs';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The edges of a PNG, from its first chunk. */
function edges(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8)).toEqual(signature);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** As Windows reads it: where each picture lies is said in the header. */
function picturesOfIco(ico: Buffer): readonly { readonly said: number; readonly edges: readonly [number, number] }[] {
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    return { said: ico.readUInt8(at) || 256, edges: edges(ico.subarray(offset, offset + length)) };
  });
}

/** As macOS reads it: one entry behind the other. */
function picturesOfIcns(icns: Buffer): readonly { readonly type: string; readonly edges: readonly [number, number] }[] {
  expect(icns.subarray(0, 4).toString('latin1')).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    found.push({ type: icns.subarray(at, at + 4).toString('latin1'), edges: edges(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))) });
  }
  return found;
}

test('the icons that are committed are those of the drawing (npm run icons)', () => {
  const stamp = iconStamp();
  expect(stamp).toEqual(JSON.parse(readFileSync(stampFile, 'utf8')));
  const tray = trayMarks.flatMap(({ sizes }) => sizes).length * 2;
  expect(Object.keys(stamp.made)).toHaveLength(hicolorSizes.length + tray + 2);
});

test('each icon has the size that it is named by', () => {
  const hicolor = readdirSync(join(iconFolder, 'hicolor'));
  expect(hicolor.map((name) => edges(readFileSync(join(iconFolder, 'hicolor', name))).join('x')).sort()).toEqual(
    hicolor.map((name) => name.replace('.png', '')).sort(),
  );
  for (const { name, sizes } of trayMarks) {
    for (const size of sizes) {
      const file = join(iconFolder, 'tray', name === 'Template' ? 'latchkeyTemplate' : `${name}-${size}`);
      expect(edges(readFileSync(`${file}.png`))).toEqual([size, size]);
      expect(edges(readFileSync(`${file}@2x.png`))).toEqual([2 * size, 2 * size]);
    }
  }
});

test('Windows and macOS find each size where their files say that it is', () => {
  expect(picturesOfIco(readFileSync(join(iconFolder, 'latchkey.ico')))).toEqual(
    icoSizes.map((size) => ({ said: size, edges: [size, size] })),
  );
  expect(picturesOfIcns(readFileSync(join(iconFolder, 'latchkey.icns')))).toEqual(
    icnsPlaces.map(([type, size]) => ({ type, edges: [size, size] })),
  );
});

test('a file of one picture is a header and that picture', () => {
  const png = Buffer.concat([signature, Buffer.alloc(16)]);
  expect(toIco([{ size: 256, png }])).toHaveLength(22 + png.length);
  expect(toIcns(() => png)).toHaveLength(8 + icnsPlaces.length * (8 + png.length));
});

test('the mark stands alone in its colour; a drawing that cannot be framed or has no mark is refused', () => {
  const mark = markAlone(readDrawing(), '#123456');
  expect(mark).toContain('fill="#123456"');
  expect(mark).not.toContain('<rect');
  expect(() => markAlone('<svg/>', '#000000')).toThrow('#key');
  expect(() => forMac('<svg/>')).toThrow('viewBox');
});
