// `npm run fuzz [-- --cases N] [--seed N] [--path P]`: hostile events through engine, snapshot and page; 100,000 unless told.
import { parseArgs } from 'node:util';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

const option = /** @type {const} */ ({ type: 'string' });
const { cases = '100000', seed, path } = parseArgs({ options: { cases: option, seed: option, path: option } }).values;
await setupOrExit();
const env = { ...process.env, FUZZ_CASES: cases, ...(seed ? { FUZZ_SEED: seed } : {}), ...(path ? { FUZZ_PATH: path } : {}) };
process.exitCode = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'fuzz/'], { env });
