import type { CleanUp } from '../../scripts/cleanUp.ts';
import { launchApp, type App } from '../app/launchApp.ts';
import { startProxy, type Proxy } from '../faults/startProxy.ts';
import { startHomeserver, type Account, type Homeserver } from '../homeserver/startHomeserver.ts';
import { startKeyring } from '../keyring/startKeyring.ts';
import { roomList } from '../pages/roomList.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { startPerson, type Person } from '../people/startPerson.ts';
import { killLeftovers, ownLeftovers } from '../run/processLedger.ts';
import { removeRunDirectory } from '../run/runDirectory.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import type { Ledger } from './ledger.ts';

/** Alice sits before the app, whose tokens live five seconds; Bob speaks to the server directly. Both are in one encrypted room. */
export interface World {
  readonly homeserver: Homeserver;
  readonly network: Proxy;
  readonly app: App;
  readonly alice: Account;
  readonly bob: Person;
  readonly room: string;
  readonly deviceId: string;
}

export async function makeWorld(cleanUp: CleanUp, book: Ledger): Promise<World> {
  cleanUp.add('the run folder', removeRunDirectory);
  cleanUp.add('the processes', () => killLeftovers(ownLeftovers()));
  const homeserver = await startHomeserver({ refreshableAccessTokenLifetime: '5s' });
  cleanUp.add('the homeserver', homeserver.dispose);
  const network = await startProxy(homeserver.url);
  cleanUp.add('the proxy', network.stop);
  const keyring = await startKeyring({ mode: 'unlocked' });
  cleanUp.add('the keyring', keyring.stop);
  const alice = await homeserver.createUser({ name: 'alice', displayName: 'Alice' });
  const bob = await startPerson(homeserver.url, await homeserver.createUser({ name: 'bob', displayName: 'Bob' }));
  cleanUp.add('Bob', bob.stop);
  const name = 'Lighthouse';
  const room = await bob.createRoom({ name, encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);

  const app = await launchApp({ keyring, homeserver: network.url, forgetful: true, comparesHistory: true });
  cleanUp.add('the app', app.close);
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active', { timeoutMs: 30_000 });
  const [deviceId = ''] = await homeserver.listDevices(alice.userId);
  await bob.waitForDevice(alice.userId, deviceId);
  await roomList(app.page).open(name);
  // The first of Bob's messages is where reading back ends.
  const first = book.write('B');
  await bob.send(room, first);
  await timeline(app.page).message(first).waitFor();
  return { homeserver, network, app, alice, bob, room, deviceId };
}
