// Hostile events in the page that ships, in the Electron that runs it: `npm run fuzz:page [-- --cases N] [--seed N]`; a part of `npm test`,
// a larger one of `npm run fuzz`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { openEmptyElectron } from '../gallery/emptyElectron.ts';
import { serveFixturePage } from '../gallery/fixturePage.ts';
import { cacheFolder } from '../scripts/root.mjs';
import { perAnswer } from './cases.ts';
import { hostileAnswer } from './hostileAnswer.ts';
import { longAnswers } from './longAnswers.ts';
import { RealPage } from './realPage.ts';

const option = { type: 'string' } as const;
const { cases = '500', seed = '11', limit } = parseArgs({ options: { cases: option, seed: option, limit: option } }).values;
/** So many answers on one page: each is a room. */
const perPage = 5;

const sampled = fc.sample(hostileAnswer, { numRuns: Math.ceil(Number(cases) / perAnswer), seed: Number(seed) });
const answers = [...longAnswers, ...sampled.map((raw, index) => ({ name: `${seed}:${index}`, raw }))];
const served = await serveFixturePage('fuzz/page');
const electron = await openEmptyElectron();
const faults: string[] = [];
let longestMs = 0;
let drawn = 0;
try {
  const page = new RealPage(await electron.openWindow(), served.addressOf('given'));
  for (let from = 0; from < answers.length; from += perPage) {
    const some = answers.slice(from, from + perPage);
    const seen = await page.draw(some, limit === undefined ? undefined : Number(limit));
    faults.push(...seen.faults);
    longestMs = Math.max(longestMs, seen.longestMs);
    drawn += some.length;
  }
} finally {
  await electron.close();
  served.close();
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) console.error(`Again: npm run fuzz:page -- --seed ${seed} --cases ${cases}`);
const failed = Math.min(faults.length, drawn);
mkdirSync(join(cacheFolder, 'reports'), { recursive: true });
writeFileSync(join(cacheFolder, 'reports', 'fuzzPage.json'), JSON.stringify({ passed: drawn - failed, failed: drawn === 0 ? 1 : failed }));
console.log(
  `${sampled.length * perAnswer} hostile events and ${longAnswers.length} rooms of 64 KB texts in the real page, seed ${seed}: ${longestMs === 0 ? 'no task over 50 ms' : `longest task ${longestMs.toFixed(0)} ms`}, ${faults.length} faults`,
);
process.exitCode = faults.length > 0 || drawn === 0 ? 1 : 0;
