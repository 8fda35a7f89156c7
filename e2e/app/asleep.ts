import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './launchApp.ts';
import { treeOf } from './processTree.ts';

/** Every process of the app stands still, as in a computer that sleeps; what `meanwhile` does happens in its absence. */
export async function asleep(app: App, ms: number, meanwhile: () => Promise<unknown>): Promise<void> {
  const pids = treeOf(app.mainPid, app.profile);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    await Promise.all([sleep(ms), meanwhile()]);
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}
