import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, LaunchOptions } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import type { Cast } from '../fixtures/cast.ts';
import { expect } from '../fixtures/test.ts';
import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import { accountRail } from '../pages/accountRail.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { joinByApi } from './joinByApi.ts';

export interface Signed {
  readonly account: Account;
  readonly room: string;
  readonly roomName: string;
  readonly deviceId: string;
  readonly slug: string;
}

/** Alice and Carol in one app, Carol on screen; each has an encrypted room with Bob, and has seen a message of his in it. */
export interface TwoAccounts {
  readonly app: App;
  readonly bob: Person;
  readonly alice: Signed;
  readonly carol: Signed;
}

export interface TwoParts {
  readonly homeserver: Homeserver;
  readonly people: Cast;
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<App>;
}

export async function twoAccounts({ homeserver, people, launch }: TwoParts): Promise<TwoAccounts> {
  const [app, bob] = await Promise.all([launch(), people.person('bob', { homeserver })]);
  const alice = await signInWithRoom(app, bob, homeserver, await homeserver.createUser({ name: 'alice' }), 'Lighthouse');
  await addAccount(app, alice.account);
  const carol = await signInWithRoom(app, bob, homeserver, await homeserver.createUser({ name: 'carol' }), 'Harbour');
  return { app, bob, alice, carol };
}

/** From the menu of the account that is on screen. */
export async function addAccount(app: App, shown: Account): Promise<void> {
  await app.page.getByRole('button', { name: `Account: ${shown.userId}` }).click();
  await app.page.getByRole('menuitem', { name: 'Add account' }).click();
}

async function signInWithRoom(app: App, bob: Person, homeserver: Homeserver, account: Account, roomName: string): Promise<Signed> {
  const room = await bob.createRoom({ name: roomName, encrypted: true, invite: [account.userId] });
  await joinByApi(homeserver, account, room);
  await bob.waitForMember(room, account.userId);
  await signInApp(app, account);
  const [deviceId = ''] = await homeserver.listDevices(account.userId);
  await bob.waitForDevice(account.userId, deviceId);
  await roomList(app.page).open(roomName);
  await seen(app, bob, room, `Welcome to ${roomName}`);
  return { account, room, roomName, deviceId, slug: slugOf(app, account.userId) };
}

/** Bob's message comes to the room that is open. */
export async function seen(app: App, bob: Person, room: string, text: string): Promise<void> {
  await bob.send(room, text);
  await expect(timeline(app.page).message(text)).toBeVisible();
}

export async function show(app: App, { account }: Signed): Promise<void> {
  await accountRail(app.page).show(account.userId);
}

interface Recorded {
  readonly slug: string;
  readonly account: { readonly userId: string } | null;
}

export function recorded(app: App): readonly Recorded[] {
  return (JSON.parse(readFileSync(join(app.profile, 'session.json'), 'utf8')) as { accounts: Recorded[] }).accounts;
}

function slugOf(app: App, userId: string): string {
  const slug = recorded(app).find(({ account }) => account?.userId === userId)?.slug;
  if (slug === undefined) throw new Error(`${userId} is not in the record`);
  return slug;
}
