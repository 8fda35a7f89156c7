// `npm test`: sets up, then runs every suite even if one before it failed; the last line has the totals.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './root.mjs';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';
import { checkTotals, galleryTotals, playwrightTotals, vitestTotals } from './testTotals.mjs';

const reports = join(cacheFolder, 'reports');
const unitReport = join(reports, 'unit.json');
const e2eReport = join(reports, 'e2e.json');
const galleryReport = join(reports, 'gallery.json');
const fuzzReport = join(reports, 'fuzzPage.json');

const npmScript = (/** @type {string} */ name) => run('npm', ['run', '-s', name]);

/** @type {{name: string, run: () => Promise<import('./testTotals.mjs').Totals>}[]} */
const suites = [
  { name: 'typecheck', run: async () => checkTotals(await npmScript('typecheck')) },
  { name: 'lint', run: async () => checkTotals(await npmScript('lint')) },
  { name: 'format', run: async () => checkTotals(await npmScript('format:check')) },
  { name: 'dead code', run: async () => checkTotals(await npmScript('dead')) },
  { name: 'rows', run: async () => checkTotals(await npmScript('rows')) },
  {
    name: 'unit',
    run: async () =>
      vitestTotals(
        unitReport,
        await run(process.execPath, [
          'node_modules/vitest/vitest.mjs',
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${unitReport}`,
        ]),
      ),
  },
  { name: 'build', run: async () => checkTotals(await npmScript('build')) },
  { name: 'gallery', run: async () => galleryTotals(galleryReport, await npmScript('gallery')) },
  { name: 'fuzz:page', run: async () => galleryTotals(fuzzReport, await npmScript('fuzz:page')) },
  {
    name: 'e2e',
    run: async () =>
      playwrightTotals(
        e2eReport,
        await run(process.execPath, ['scripts/e2e.mjs'], { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport } }),
      ),
  },
];

await setupOrExit({ forTests: true });
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const lines = [];
const sum = { passed: 0, failed: 0 };
for (const suite of suites) {
  console.log(`\n=== ${suite.name}`);
  const began = Date.now();
  const { passed, failed, note } = await suite.run();
  sum.passed += passed;
  sum.failed += failed;
  lines.push(
    `${suite.name.padEnd(10)} ${String(passed).padStart(4)} passed, ${failed} failed, ${((Date.now() - began) / 1000).toFixed(1)} s${note ? ` (${note})` : ''}`,
  );
  console.log(lines.at(-1));
}
console.log(`\n${lines.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
