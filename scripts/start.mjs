// `npm start`: set up, build, run.
import { appCommand } from './appCommand.mjs';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

const electron = await setupOrExit();
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
const { executablePath, args } = appCommand(electron);
process.exitCode = await run(executablePath, [...args, ...process.argv.slice(2)]);
