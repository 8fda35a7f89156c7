import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGuarded, type GuardedProcess } from './guardedProcess.ts';
import { makeRunSubdirectory } from './runDirectory.ts';
import { waitUntil } from './waitUntil.ts';

/** An X server of our own where there is no display; sets DISPLAY. `npm run e2e` brings one already. */
export async function startDisplayIfMissing(): Promise<GuardedProcess | undefined> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined;
  const output = join(makeRunSubdirectory('display'), 'number');
  const server = await startGuarded({
    kind: 'Xvfb',
    command: 'Xvfb',
    // It picks a free number and prints it once it is ready.
    args: ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'],
    env: { PATH: process.env.PATH },
    logFile: output,
  });
  const number = await waitUntil('Xvfb', () => /^(\d+)\n/m.exec(readFileSync(output, 'utf8'))?.[1]);
  process.env.DISPLAY = `:${number}`;
  return server;
}
