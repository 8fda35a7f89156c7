import type { App } from '../app/launchApp.ts';
import type { AuthorizationServer } from '../authorizationServer/startAuthorizationServer.ts';
import type { SystemBrowser } from '../browser/systemBrowser.ts';
import type { Proxy } from '../faults/startProxy.ts';
import type { Cast } from '../fixtures/cast.ts';
import { expect } from '../fixtures/test.ts';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import { continueWith } from '../pages/browserTrip.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';

interface Parts {
  readonly homeserver: Homeserver;
  readonly authorizationServer: AuthorizationServer;
  readonly systemBrowser: SystemBrowser;
  readonly network: Proxy;
  readonly people: Cast;
  readonly launch: () => Promise<App>;
}

/** Alice is signed in by OAuth; an encrypted room with Bob is open. */
export async function oauthLife({ homeserver, authorizationServer, systemBrowser, network, people, launch }: Parts) {
  const alice = await people.account('alice');
  await authorizationServer.signsInAs(alice);
  const [app, bob] = await Promise.all([launch(), people.person('bob')]);
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await continueWith(app.page, new URL(network.url).host).click();
  await systemBrowser.followNext();
  await app.waitForPhase('active');
  const [deviceId = ''] = await homeserver.listDevices(alice.userId);
  await roomList(app.page).open('Lighthouse');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(room, alice.userId);
  await bob.waitForDevice(alice.userId, deviceId);
  await bob.send(room, 'The lamp is lit');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  return { app, alice, bob, room, deviceId };
}
