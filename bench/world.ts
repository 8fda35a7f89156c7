import { startProxy, type Proxy } from '../e2e/faults/startProxy.ts';
import { startHomeserver, type Account, type Homeserver } from '../e2e/homeserver/startHomeserver.ts';
import { startKeyring, type Keyring } from '../e2e/keyring/startKeyring.ts';
import { api } from '../e2e/people/api.ts';
import { signIn } from '../e2e/people/signIn.ts';
import { startPerson, type Person } from '../e2e/people/startPerson.ts';
import { killLeftovers, ownLeftovers } from '../e2e/run/processLedger.ts';
import { removeRunDirectory } from '../e2e/run/runDirectory.ts';
import type { CleanUp } from '../scripts/cleanUp.ts';

export interface BenchRoom {
  readonly id: string;
  readonly name: string;
}

/** A real server with an account in ten rooms, half of them encrypted, and somebody who writes there. */
export interface World {
  readonly homeserver: Homeserver;
  /** Between app and server; tells when an answer was sent. */
  readonly network: Proxy;
  readonly keyring: Keyring;
  /** Whose app is measured. */
  readonly owner: Account;
  readonly friend: Person;
  readonly rooms: readonly BenchRoom[];
}

const roomCount = 10;
const historyLength = 40;

export async function makeWorld(cleanUp: CleanUp): Promise<World> {
  cleanUp.add('the run folder', removeRunDirectory);
  cleanUp.add('processes', () => killLeftovers(ownLeftovers()));
  const homeserver = await startHomeserver();
  cleanUp.add('the homeserver', homeserver.dispose);
  const network = await startProxy(homeserver.url);
  cleanUp.add('the proxy', network.stop);
  const keyring = await startKeyring({ mode: 'unlocked' });
  cleanUp.add('the keyring', keyring.stop);
  const owner = await homeserver.createUser({ name: 'alice' });
  const friend = await startPerson(homeserver.url, await homeserver.createUser({ name: 'bob' }));
  cleanUp.add('the friend', friend.stop);
  const rooms = await makeRooms(homeserver, owner, friend);
  return { homeserver, network, keyring, owner, friend, rooms };
}

async function makeRooms(homeserver: Homeserver, owner: Account, friend: Person): Promise<readonly BenchRoom[]> {
  const session = await signIn(homeserver.url, owner);
  const byHand = api({ homeserver: homeserver.url, token: session.token });
  const rooms: BenchRoom[] = [];
  for (let number = 1; number <= roomCount; number++) {
    const name = `Measured room ${String(number).padStart(2, '0')}`;
    const id = await friend.createRoom({ name, encrypted: number % 2 === 0, invite: [owner.userId] });
    await byHand.post(`v3/join/${encodeURIComponent(id)}`, {});
    await friend.waitForMember(id, owner.userId);
    rooms.push({ id, name });
  }
  // A device that stays would be one more to encrypt for.
  await byHand.post('v3/logout', {});
  for (let line = 1; line <= historyLength; line++) {
    await Promise.all(rooms.map((room) => friend.send(room.id, `Line ${line} of the history of ${room.name}`)));
  }
  return rooms;
}

/** The text by which the room on screen is recognised; a new one for every run, so that every device can read it. */
export function lastWordsIn(room: BenchRoom, run: string): string {
  return `The last words of run ${run} in ${room.name}`;
}

export async function sayLastWords(world: World, run: string): Promise<void> {
  const { friend, rooms, owner } = world;
  await friend.waitForDevice(owner.userId, await deviceOf(world));
  for (const room of rooms) await friend.send(room.id, lastWordsIn(room, run));
}

export async function deviceOf({ homeserver, owner }: World): Promise<string> {
  const devices = await homeserver.listDevices(owner.userId);
  if (devices.length !== 1) throw new Error(`${devices.length} devices instead of one`);
  return devices[0]!;
}
