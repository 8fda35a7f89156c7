// `npm run demo`: set up, build, and run the tour.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'scripts/demo/main.ts', ...process.argv.slice(2)]);
