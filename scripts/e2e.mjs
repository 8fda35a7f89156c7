// `npm run e2e [playwright arguments…]`: set up, build, and drive the real application.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, ...playwright]);
