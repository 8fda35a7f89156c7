// `npm run fuzz [-- --cases N] [--seed N] [--path P]`: hostile events through engine, snapshot and page; 100,000 unless told, and a
// twentieth of them in the real page. A hundredth of them are lives of a room's history.
import { parseArgs } from 'node:util';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

const option = /** @type {const} */ ({ type: 'string' });
const { cases = '100000', seed, path } = parseArgs({ options: { cases: option, seed: option, path: option } }).values;
await setupOrExit();
const env = { ...process.env, FUZZ_CASES: cases, ...(seed ? { FUZZ_SEED: seed } : {}), ...(path ? { FUZZ_PATH: path } : {}) };
const rows = await run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'fuzz/', ...(path ? [] : ['store/history/lives.test.ts'])],
  { env },
);
// A path leads to one case of the first part.
const page = path
  ? 0
  : await run(process.execPath, [
      'scripts/fuzzPage.mjs',
      '--limit',
      '1',
      '--cases',
      String(Math.ceil(Number(cases) / 20)),
      ...(seed ? ['--seed', seed] : []),
    ]);
process.exitCode = rows || page;
