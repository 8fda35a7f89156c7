// Makes the pictures of README.md and the pages in docs/ from the gallery's: `npm run pictures` takes those anew, and this writes them
// small.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../scripts/root.mjs';
import { openEmptyElectron } from './emptyElectron.ts';
import { pictureName } from './pictures.ts';

const folder = join(root, 'docs', 'pictures');
const wanted = [
  { screen: 'home', width: 1600, theme: 'light', as: 'room-light' },
  { screen: 'home', width: 1600, theme: 'dark', as: 'room-dark' },
  { screen: 'expired', width: 900, theme: 'light', as: 'session-expired' },
  { screen: 'erased', width: 900, theme: 'dark', as: 'signed-out' },
  { screen: 'homeRecoveryKey', width: 900, theme: 'light', as: 'way-back' },
] as const;

const maxBytes = 150_000;

/** Chromium's own encoder, as it is there anyway. */
function toWebp(page: Page, png: Buffer): Promise<string> {
  return page.evaluate(
    async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d')!.drawImage(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

const electron = await openEmptyElectron();
try {
  const page = await electron.openWindow();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { screen, width, theme, as } of wanted) {
    const webp = Buffer.from(await toWebp(page, readFileSync(join(root, 'gallery-output', pictureName(screen, width, theme)))), 'base64');
    if (webp.length > maxBytes) throw new Error(`${as}.webp has ${webp.length} bytes: more than a page should load for a picture.`);
    writeFileSync(join(folder, `${as}.webp`), webp);
    console.log(`docs/pictures/${as}.webp: ${Math.round(webp.length / 1000)} KB`);
  }
} finally {
  await electron.close();
}
