// `npm run pictures`: takes the screens anew that README.md and docs/ show, and writes them to docs/pictures.
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

await setupOrExit({ forTests: true });
const taken = await run(process.execPath, ['scripts/gallery.mjs', 'home', 'expired', 'erased', 'homeRecoveryKey']);
process.exitCode =
  taken !== 0
    ? taken
    : await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, '--import', 'tsx', 'gallery/docsPictures.ts']);
