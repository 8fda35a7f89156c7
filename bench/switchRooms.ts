import { setTimeout as sleep } from 'node:timers/promises';
import { launchApp, type App } from '../e2e/app/launchApp.ts';
import { roomList } from '../e2e/pages/roomList.ts';
import { signInForm } from '../e2e/pages/signInForm.ts';
import { allowNamedFunctions } from './page/allowNamedFunctions.ts';
import { switchRoom } from './page/switchRoom.ts';
import { deviceOf, lastWordsIn, sayLastWords, type World } from './world.ts';

/** Milliseconds from the click to the newest message on screen. */
export interface Switches {
  readonly all: readonly number[];
  /** Only those to a room that had not been on screen before. */
  readonly first: readonly number[];
}

const rounds = 3;
const pauseMs = 150;

/** Goes through all rooms three times. */
export async function switchRooms({ page }: App, { rooms }: World, run: string): Promise<Switches> {
  for (const room of rooms) await roomList(page).room(room.name).getByText(lastWordsIn(room, run)).waitFor();
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const room of rooms) {
      all.push(await switchRoom(page, room.name, lastWordsIn(room, run)));
      await sleep(pauseMs);
    }
  }
  return { all, first: all.slice(0, rooms.length) };
}

/** Signs in on an empty profile and only goes from room to room. */
export async function switchSession(world: World, run: string): Promise<Switches> {
  const app = await launchApp({ keyring: world.keyring, homeserver: world.network.url });
  try {
    await signInForm(app.page).signIn(world.owner);
    await app.waitForPhase('active', { timeoutMs: 30_000 });
    await allowNamedFunctions(app.page);
    await sayLastWords(world, run);
    return await switchRooms(app, world, run);
  } finally {
    await app.close();
    // One device at a time: the friend's messages are encrypted for it.
    await world.homeserver.deleteDevice(world.owner.userId, await deviceOf(world));
  }
}
