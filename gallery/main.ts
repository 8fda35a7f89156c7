// Takes a picture of every screen: `npm run gallery [-- name…]`. Fails if one cannot be reached, complains, or puts up a barrier.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fixtures } from '../renderer/fixtures/fixtures.ts';
import { cacheFolder, root } from '../scripts/root.mjs';
import { openEmptyElectron } from './emptyElectron.ts';
import { doubles } from './doubles.ts';
import { PageFaults } from './faults.ts';
import { serveFixturePage } from './fixturePage.ts';
import { indexPage, type Shown } from './indexPage.ts';
import { keepsPlace } from './keepsPlace.ts';
import { onlyHands } from './onlyHands.ts';
import { takePictures } from './pictures.ts';

/** As many as the machines have cores that this is worked on with. */
const windows = 2;
const folder = join(root, 'gallery-output');

const wanted = process.argv.slice(2);
const names = Object.keys(fixtures).filter(
  (name) => wanted.length === 0 || wanted.some((part) => name.toLowerCase().includes(part.toLowerCase())),
);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const served = await serveFixturePage();
const electron = await openEmptyElectron();
const shown: (Shown & { readonly wrong: string[] })[] = [];
try {
  const pages: Page[] = [];
  while (pages.length < windows) pages.push(await electron.openWindow());
  const waiting = [...names];
  await Promise.all(pages.map((page) => takeAll(page, waiting)));
} finally {
  await electron.close();
  served.close();
}

async function takeAll(page: Page, waiting: string[]): Promise<void> {
  // For what never comes; a busy computer takes its time.
  page.setDefaultTimeout(30_000);
  const faults = new PageFaults(page);
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const wrong = await takePictures(page, faults, name, served.addressOf(name), fixtures[name]!, folder);
    const moved = name === 'home' ? [...(await keepsPlace(page)), ...(await onlyHands(page)), ...faults.take()] : [];
    const all = [...wrong, ...moved];
    shown.push({ name, wrong: all });
    for (const line of all) console.error(`${name}: ${line}`);
  }
}

for (const [name, twin] of doubles(names, folder)) {
  const wrong = `looks in every picture like ${twin}`;
  console.error(`${name}: ${wrong}`);
  shown.find((screen) => screen.name === name)?.wrong.push(wrong);
}
const failed = shown.filter(({ wrong }) => wrong.length > 0).length;
shown.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
writeFileSync(join(folder, 'index.html'), indexPage(shown));
mkdirSync(join(cacheFolder, 'reports'), { recursive: true });
writeFileSync(join(cacheFolder, 'reports', 'gallery.json'), JSON.stringify({ passed: shown.length - failed, failed }));
console.log(`${shown.length - failed} screens are right, ${failed} are not: gallery-output/index.html`);
process.exitCode = failed > 0 || shown.length < Math.max(names.length, 1) ? 1 : 0;
