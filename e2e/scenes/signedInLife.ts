import type { App, LaunchOptions } from '../app/launchApp.ts';
import type { Cast } from '../fixtures/cast.ts';
import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import { roomList } from '../pages/roomList.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { expect } from '../fixtures/test.ts';
import { joinByApi } from './joinByApi.ts';

export interface LifeParts {
  readonly homeserver: Homeserver;
  readonly people: Cast;
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<App>;
}

/** Alice sits before the app, Bob is far away; both are in one encrypted room, which is open. */
export interface Life {
  readonly app: App;
  readonly alice: Account;
  readonly bob: Person;
  readonly room: string;
  readonly roomName: string;
  /** The app's session. */
  readonly deviceId: string;
}

export async function signedInLife({ homeserver, people, launch }: LifeParts, roomName = 'Lighthouse'): Promise<Life> {
  const alice = await homeserver.createUser({ name: 'alice' });
  const [app, bob] = await Promise.all([launch(), people.person('bob', { homeserver })]);
  const room = await bob.createRoom({ name: roomName, encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active');
  const [deviceId = ''] = await homeserver.listDevices(alice.userId);
  await bob.waitForDevice(alice.userId, deviceId);
  await roomList(app.page).open(roomName);
  await bob.send(room, 'The lamp is lit');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  return { app, alice, bob, room, roomName, deviceId };
}
