// `npm run gallery [-- name…]`: set up, and take a picture of every screen.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const gallery = ['--import', 'tsx', 'gallery/main.ts', ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, ...gallery]);
