import { roomList } from '../pages/roomList.ts';
import { composer } from '../pages/composer.ts';
import { namedDialog } from '../pages/namedDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInApp } from '../app/signInApp.ts';
import { timeline } from '../pages/timeline.ts';
import { waitUntil } from '../run/waitUntil.ts';
import type { App } from '../app/launchApp.ts';
import { expect, test } from '../fixtures/test.ts';

const header = (app: App) => app.page.getByRole('main').getByRole('heading', { level: 1 });
const dialog = (app: App, name: string | RegExp) => app.page.getByRole('dialog', { name });
const field = (app: App) => app.page.getByRole('dialog').getByRole('combobox');
const option = (app: App, name: string | RegExp) => app.page.getByRole('option', { name });

async function begin(app: App, what: string): Promise<void> {
  await app.page.getByRole('button', { name: 'Begin something new' }).click();
  await app.page.getByRole('menuitem', { name: what }).click();
}

async function forRoom(app: App, what: string): Promise<void> {
  await app.page.getByRole('button', { name: 'More for this room' }).click();
  await app.page.getByRole('menuitem', { name: what }).click();
}

test('from an empty account: a chat with somebody, found again, a room of one’s own with those whom one invites, out again', async ({
  people,
  homeserver,
  network,
  launch,
}) => {
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const app = await launch();
  await signInApp(app, alice);
  const made = () => network.requests(({ method, path }) => method === 'POST' && path.endsWith('/createRoom'));

  // A chat, by keyboard alone.
  await expect(header(app)).toHaveText('Nothing here yet');
  await app.page.getByRole('main').getByRole('button', { name: 'Write to somebody' }).press('Enter');
  await expect(field(app)).toBeFocused();
  await app.page.keyboard.type(bob.username);
  await expect(option(app, bob.userId)).toBeVisible();
  expect(made()).toEqual([]);
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await composer(app.page).send('Do you have a minute?');
  const chat = await waitUntil('an invitation', () => bob.client.getRooms().find((room) => room.getMyMembership() === 'invite')?.roomId);
  await bob.join(chat);
  await bob.waitForMember(chat, alice.userId);
  await bob.send(chat, 'Two, even');
  await expect(timeline(app.page).message('Two, even')).toBeVisible();
  expect(bob.client.getRoom(chat)?.hasEncryptionStateEvent()).toBe(true);

  // The same person again leads there; of a name that nobody has, nothing is made.
  await begin(app, 'Write to somebody');
  await app.page.keyboard.type(bob.username);
  await expect(option(app, 'Open chat')).toBeVisible();
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await begin(app, 'Write to somebody');
  await field(app).fill(`@nobody-is-this:${bob.userId.split(':').slice(1).join(':')}`);
  await app.page.keyboard.press('Enter');
  await expect(namedDialog(app.page, 'Nobody found').dialog).toBeVisible();
  await app.page.keyboard.press('Escape');
  expect(made()).toHaveLength(1);

  // A room; the session runs out over its form, and what was typed is still there.
  await begin(app, 'Make a room');
  await dialog(app, 'Make a room').getByRole('textbox', { name: 'Name' }).fill('Harbour log');
  await homeserver.expireTokens({ userId: alice.userId });
  // The sync that waits is answered, and the next one finds its token expired.
  await bob.send(chat, 'Still there?');
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  const form = dialog(app, 'Make a room');
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('Harbour log');
  await form.getByRole('textbox', { name: /^What it is about/ }).fill('Tides and lights');
  await form.getByRole('button', { name: 'Make room' }).click();
  await expect(header(app)).toHaveText('Harbour log');
  await expect(app.page.getByText('Tides and lights')).toBeVisible();
  await expect(app.page.getByRole('img', { name: 'Encrypted' })).toBeVisible();

  await forRoom(app, 'Invite people…');
  await app.page.keyboard.type(bob.username);
  await expect(option(app, bob.userId)).toBeVisible();
  await app.page.keyboard.press('Enter');
  await dialog(app, /Invite to/)
    .getByRole('button', { name: 'Invite one person' })
    .click();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  const log = await waitUntil(
    'the second invitation',
    () => bob.client.getRooms().find((room) => room.getMyMembership() === 'invite')?.roomId,
  );
  await bob.join(log);
  await composer(app.page).send('First light at five');
  expect(await bob.waitForMessage(log, 'First light at five')).toMatchObject({ encrypted: true });
  // Who is in it already is not offered again.
  await forRoom(app, 'Invite people…');
  await app.page.keyboard.type(bob.username);
  await expect(dialog(app, /Invite to/).getByText('Whoever was found is in this room already, or invited.')).toBeVisible();
  await app.page.keyboard.press('Escape');

  await forRoom(app, 'Leave room…');
  await expect(app.page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await app.page.getByRole('checkbox', { name: /^Forget it, too/ }).check();
  await app.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(roomList(app.page).room('Harbour log')).toHaveCount(0);
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await waitUntil('alice to have left', () => bob.client.getRoom(log)?.getMember(alice.userId)?.membership === 'leave');
  await expect(header(app)).toHaveText('Choose a room');
});

test('rooms are found by what they are about and by their address; where one has to ask, one asks, and is let in', async ({
  people,
  network,
  launch,
}) => {
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const server = bob.userId.split(':').slice(1).join(':');
  const name = `Lighthouse ${bob.username}`;
  const lighthouse = await bob.createRoom({ name, topic: 'Lamps and lenses', isPublic: true });
  await bob.api.put(`v3/directory/list/room/${encodeURIComponent(lighthouse)}`, { visibility: 'public' });
  const { room_id: pier } = await bob.client.createRoom({
    name: 'Pier committee',
    room_alias_name: `pier-${bob.username}`,
    initial_state: [{ type: 'm.room.join_rules', state_key: '', content: { join_rule: 'knock' } }],
  });
  const app = await launch();
  await signInApp(app, alice);

  await app.page.getByRole('main').getByRole('button', { name: 'Find a room' }).click();
  await field(app).fill(name);
  await expect(option(app, name)).toContainText('Lamps and lenses');
  await app.page.keyboard.press('Enter');
  const found = namedDialog(app.page, name);
  expect(network.requests(({ method, path }) => method === 'POST' && path.includes('/join'))).toEqual([]);
  await found.button('Join').click();
  await expect(header(app)).toHaveText(name);
  await bob.waitForMember(lighthouse, alice.userId);

  // By its address, with a reason; withdrawn, asked once more, let in.
  const ask = async (): Promise<void> => {
    await begin(app, 'Find a room');
    await field(app).fill(`#pier-${bob.username}:${server}`);
    await app.page.keyboard.press('Enter');
  };
  const committee = namedDialog(app.page, 'Pier committee');
  const memberOf = () => bob.client.getRoom(pier)?.getMember(alice.userId);
  await ask();
  await committee.dialog.getByRole('textbox', { name: /^Why you would like to join/ }).fill('I mend nets');
  await committee.button('Ask to join').click();
  await expect(committee.dialog).toContainText('You have asked to be let in');
  await waitUntil('the question', () => memberOf()?.membership === 'knock');
  expect(memberOf()?.events.member?.getContent()['reason']).toBe('I mend nets');
  await committee.button('Withdraw').click();
  await waitUntil('the question to be withdrawn', () => memberOf()?.membership === 'leave');
  await ask();
  await committee.button('Ask to join').click();
  await waitUntil('the question', () => memberOf()?.membership === 'knock');
  await committee.close();
  await bob.invite(pier, alice.userId);
  await roomList(app.page).open('Pier committee');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(pier, alice.userId);

  // A public room of one's own: an address that another room has is said at its field, and nothing is lost of what was typed.
  await begin(app, 'Make a room');
  const form = dialog(app, 'Make a room');
  await form.getByRole('textbox', { name: 'Name' }).fill('Open pier');
  await form.getByText('Everybody').click();
  await form.getByRole('textbox', { name: /^Address/ }).fill(`pier ${bob.username}`);
  await form.getByRole('button', { name: 'Make room' }).click();
  await expect(form.getByRole('alert')).toHaveText('Another room has this address.');
  await form.getByRole('textbox', { name: /^Address/ }).fill(`open pier ${alice.username}`);
  await form.getByRole('button', { name: 'Make room' }).click();
  await expect(header(app)).toHaveText('Open pier');
  await bob.client.joinRoom(`#open-pier-${alice.username}:${server}`);
  await bob.client
    .publicRooms({ filter: { generic_search_term: 'Open pier' } })
    .then(({ chunk }) => expect(chunk.map((room) => room.name)).toContain('Open pier'));

  // Without a network it is said in words, and what is typed stays.
  await network.goOffline();
  await begin(app, 'Find a room');
  // What was typed is still there, and goes with the next key.
  await expect(field(app)).toHaveValue(/^#pier-/);
  await app.page.keyboard.type('light');
  await expect(field(app)).toHaveValue('light');
  await expect(dialog(app, 'Find a room').getByText('The server cannot be reached')).toBeVisible();
});
