// `npm run soak [-- --minutes N --seed N]`: set up, build, and let the real application live through a long and hostile time.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
const soak = ['--import', 'tsx', 'e2e/soak/main.ts', ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, ...soak]);
