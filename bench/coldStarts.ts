import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { appCommand, type AppCommand } from '../e2e/app/appCommand.ts';
import { launchApp } from '../e2e/app/launchApp.ts';
import { treeOf } from '../e2e/app/processTree.ts';
import { roomList } from '../e2e/pages/roomList.ts';
import { signInForm } from '../e2e/pages/signInForm.ts';
import { timeline } from '../e2e/pages/timeline.ts';
import { startGuarded } from '../e2e/run/guardedProcess.ts';
import { newLogFolder } from '../e2e/run/logsDirectory.ts';
import { waitUntil } from '../e2e/run/waitUntil.ts';
import { markNamed, readMarks, startedAt } from './marks.ts';
import { memoryOf, type MemoryUse } from '../e2e/app/memoryOf.ts';
import { lastWordsIn, sayLastWords, type World } from './world.ts';

export interface ColdStart {
  /** Milliseconds after the process was made. */
  readonly painted: number;
  readonly live: number;
  readonly memory: MemoryUse;
  /** Every named moment of the start, first occurrences. */
  readonly moments: ReadonlyMap<string, number>;
}

const idleMs = 8_000;

/** A profile that is signed in and was last closed with a room open. */
export async function makeProfile(world: World): Promise<string> {
  const { network, keyring, owner } = world;
  const app = await launchApp({ keyring, homeserver: network.url });
  await signInForm(app.page).signIn(owner);
  await app.waitForPhase('active', { timeoutMs: 30_000 });
  await sayLastWords(world, 'profile');
  for (const room of world.rooms) {
    await roomList(app.page).open(room.name);
    await timeline(app.page).message(lastWordsIn(room, 'profile')).waitFor();
  }
  await app.close();
  return app.profile;
}

/** Without a driver attached, which would hold the start up. */
export async function coldStart({ keyring }: World, profile: string, packaged?: AppCommand): Promise<ColdStart> {
  const logs = newLogFolder('bench');
  const logFile = join(logs, 'latchkey.log');
  const { executablePath, args } = packaged ?? (await appCommand());
  const { PATH, DISPLAY, XAUTHORITY } = process.env;
  const env = { PATH, DISPLAY, XAUTHORITY, ...keyring.env, LATCHKEY_PROFILE: profile, LATCHKEY_LOG: logFile };
  const spawnedAt = Date.now();
  const app = await startGuarded({ kind: 'electron', command: executablePath, args, env, logFile: join(logs, 'output.log') });
  try {
    const mark = (name: string) => () => markNamed(readMarks(logFile), name);
    const live = await waitUntil('the app to be live', mark('live'), { timeoutMs: 60_000, everyMs: 100 });
    const painted = await waitUntil('the mark "painted"', mark('painted'));
    await sleep(idleMs);
    // The app reckons from what the kernel says of its process, which knows the time of its own start to the second only.
    const early = spawnedAt - startedAt(readMarks(logFile));
    const moments = new Map([...readMarks(logFile)].reverse().map(({ name, ms }) => [name, ms - early]));
    return { painted: painted - early, live: live - early, memory: memoryOf(treeOf(app.pid, profile)), moments };
  } finally {
    const tree = treeOf(app.pid, profile);
    await app.stop({ graceMs: 10_000 });
    await waitUntil('the app to be gone', () => treeOf(app.pid, profile).length === 0 && tree.length > 0);
  }
}
