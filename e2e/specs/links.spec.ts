import type { App } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import { startPlainly } from '../app/startPlainly.ts';
import type { Keyring } from '../keyring/startKeyring.ts';
import { composer } from '../pages/composer.ts';
import { namedDialog } from '../pages/namedDialog.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { expect, test } from '../fixtures/test.ts';

const header = (app: App) => app.page.getByRole('main').getByRole('heading', { level: 1 });

/** As the system does when somebody clicks on a link in another program. */
async function follow(app: App, keyring: Pick<Keyring, 'env'>, link: string): Promise<void> {
  expect(await (await startPlainly(app, keyring, link)).exited).toBe(0);
}

/** A public room with an address; answers the address without its sigil. */
async function publicRoom(bob: Person, name: string, topic: string): Promise<{ readonly roomId: string; readonly address: string }> {
  const roomId = await bob.createRoom({ name, topic, isPublic: true });
  const address = `${roomId
    .slice(1, 9)
    .toLowerCase()
    .replace(/[^a-z]/g, 'x')}-${Date.now()}:${bob.userId.split(':').slice(1).join(':')}`;
  await bob.api.put(`v3/directory/room/${encodeURIComponent(`#${address}`)}`, { room_id: roomId });
  return { roomId, address };
}

test('T62 a link from outside on a cold start is shown after the sign-in, joins only at a click; a running app shows rooms, events and people', async ({
  people,
  keyring,
  network,
  launch,
  systemBrowser,
}) => {
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const { roomId, address } = await publicRoom(bob, 'Harbour watch', 'Who looks out tonight');
  const first = await bob.send(roomId, 'The first light is out');
  for (let number = 1; number <= 60; number += 1) await bob.send(roomId, `Watch ${number}`);

  const app = await launch({ args: [`matrix:r/${address}?action=join`] });
  await signInApp(app, alice);
  const room = namedDialog(app.page, 'Harbour watch');
  await expect(room.dialog).toContainText('Who looks out tonight');
  await expect(room.dialog).toContainText('One member');
  await expect(room.dialog).toContainText(`#${address}`);
  expect(network.requests(({ method, path }) => method === 'POST' && path.includes('/join'))).toEqual([]);
  await room.button('Join').click();
  await expect(header(app)).toHaveText('Harbour watch');
  await bob.waitForMember(roomId, alice.userId);
  await expect(timeline(app.page).message('Watch 60')).toBeVisible();

  // An event that is not among the newest.
  await follow(app, keyring, `matrix:roomid/${roomId.slice(1)}/e/${encodeURIComponent(first.slice(1))}?via=nowhere.test`);
  await expect(timeline(app.page).region.locator('[aria-current]')).toContainText('The first light is out');
  await expect(timeline(app.page).message('The first light is out')).toBeInViewport();
  await follow(app, keyring, `matrix:r/${address}/e/never-sent`);
  await expect(app.page.getByText('That message is further back than Latchkey can show yet.')).toBeVisible();

  // Somebody, from nothing to a chat that the second link finds again.
  await follow(app, keyring, `matrix:u/${bob.userId.slice(1)}?action=chat`);
  const person = app.page.getByRole('dialog').filter({ hasText: bob.userId });
  await expect(person).toContainText('One room in common');
  expect(network.requests(({ path }) => path.endsWith('/createRoom'))).toEqual([]);
  await expect(person.getByRole('button', { name: 'Start a chat' })).toBeFocused();
  await person.getByRole('button', { name: 'Start a chat' }).click();
  await expect(person).toBeHidden();
  await composer(app.page).send('Are you awake?');
  await expect.poll(() => bob.client.getRooms().filter((one) => one.getMyMembership() === 'invite').length).toBe(1);
  await roomList(app.page).open('Harbour watch');
  await follow(app, keyring, `matrix:u/${bob.userId.slice(1)}`);
  await expect(person.getByRole('button', { name: 'Message', exact: true })).toBeFocused();
  await person.getByRole('button', { name: 'Message', exact: true }).click();
  await expect(timeline(app.page).message('Are you awake?')).toBeVisible();
  // Inside a message, and pasted: the same card, and the browser is left alone.
  await roomList(app.page).open('Harbour watch');
  // The event that a link led to stands far above the newest.
  const latest = app.page.getByRole('button', { name: /^Jump to latest/ });
  if (await latest.isVisible()) await latest.click();
  await bob.send(roomId, `Ask matrix:u/${bob.userId.slice(1)} or https://matrix.to/#/${bob.userId} tonight`);
  for (const link of [`matrix:u/${bob.userId.slice(1)}`, `https://matrix.to/#/${bob.userId}`]) {
    await timeline(app.page).region.getByRole('link', { name: link, exact: true }).click();
    await expect(person).toContainText(/rooms? in common/);
    await app.page.keyboard.press('Escape');
    await expect(person).toBeHidden();
    await app.page.getByRole('button', { name: 'Jump to…' }).click();
    const jump = app.page.getByRole('dialog', { name: 'Jump to' });
    await jump.getByRole('combobox').or(jump.getByRole('textbox')).fill(link);
    await app.page.keyboard.press('Enter');
    await expect(person).toContainText(/rooms? in common/);
    await app.page.keyboard.press('Escape');
    await expect(person).toBeHidden();
  }
  expect(systemBrowser.addresses()).toEqual([]);
  expect(network.requests(({ method, path }) => method === 'POST' && path.endsWith('/createRoom'))).toHaveLength(1);
  for (const named of [address, roomId.slice(1), first.slice(1), bob.userId.slice(1)])
    expect(app.logs(), 'a link goes into no log').not.toContain(named);
});

test('T62 links that name nothing, two at once, and one while the session waits for its sign-in', async ({
  people,
  homeserver,
  keyring,
  network,
  launch,
}) => {
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const { roomId, address } = await publicRoom(bob, 'Night ferry', 'Crossings');
  const app = await launch();
  await signInApp(app, alice);
  const server = alice.userId.split(':').slice(1).join(':');

  await follow(app, keyring, 'matrix:r/../..%2F..?via=../x');
  const nothing = namedDialog(app.page, 'This link names nothing');
  await expect(nothing.dialog).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(nothing.dialog).toBeHidden();
  await follow(app, keyring, `matrix:r/nobody-made-this:${server}`);
  await expect(namedDialog(app.page, 'Room not found').dialog).toBeVisible();
  // The newer one takes the place of the older.
  await follow(app, keyring, `matrix:u/nobody-is-this:${server}`);
  await expect(namedDialog(app.page, 'Nobody found').dialog).toBeVisible();
  await namedDialog(app.page, 'Nobody found').close();

  const windows = app.electron.windows().length;
  const both = [`matrix:u/${bob.userId.slice(1)}`, `latchkey://sign-in/unknown?loginToken=x`, `matrix:r/nobody-made-this:${server}`];
  await Promise.all(both.map((link) => follow(app, keyring, link)));
  await expect(app.page.getByRole('dialog')).toHaveCount(1);
  await expect.poll(() => app.logs()).toContain('a link that nobody waits for was refused');
  expect(app.electron.windows()).toHaveLength(windows);
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);

  await homeserver.expireTokens({ userId: alice.userId });
  await follow(app, keyring, `matrix:r/${address}`);
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  await follow(app, keyring, `matrix:roomid/${roomId.slice(1)}?via=${encodeURIComponent(server)}`);
  await expect(app.page.getByRole('dialog')).toHaveCount(1);
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(namedDialog(app.page, 'Night ferry').dialog).toBeVisible();
  expect(network.requests(({ method, path }) => method === 'POST' && path.includes('/join'))).toEqual([]);
});
