// `npm run fuzz:page [-- --cases N] [--seed N] [--limit F]`: hostile events in the page that ships; no task may take longer than F times 50
// ms.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const inPage = ['--import', 'tsx', 'fuzz/inPage.ts', ...process.argv.slice(2)];
process.exitCode = await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, ...inPage]);
