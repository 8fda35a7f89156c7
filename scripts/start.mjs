// `npm start`: set up, build, run.
import { appCommand } from './appCommand.mjs';
import { run } from './run.mjs';
import { setupOrExit } from './setup.mjs';

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('There is no display to open a window on. `npm run demo` brings one and shows what happens in screenshots.');
  process.exit(1);
}
const electron = await setupOrExit();
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
const { executablePath, args } = appCommand(electron);
process.exitCode = await run(executablePath, [...args, ...process.argv.slice(2)]);
