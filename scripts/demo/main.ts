// `npm run demo`: Latchkey on a private homeserver, with a menu of what a server can do to a session.
// `npm run demo -- --tour`, or without a display or a terminal: the tour runs by itself.
import { run } from '../run.mjs';
import { runInteractively } from './interactive.ts';

const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';
const hasTerminal = Boolean(process.stdin.isTTY && process.stdout.isTTY);
const wantsTour = process.argv.includes('--tour') || !hasDisplay || !hasTerminal;

if (wantsTour) {
  // On a display of its own, so that nobody's mouse gets into the way.
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const tour = ['--import', 'tsx', 'scripts/demo/tour/main.ts'];
  process.exit(await run(process.execPath, ['scripts/withDisplay.mjs', process.execPath, ...tour], { env }));
}
await runInteractively();
process.exit(0);
