// `npm run bench`: set up, build, measure.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
const bench = ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, ...bench]);
