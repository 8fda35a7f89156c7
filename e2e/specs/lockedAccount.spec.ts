import type { App } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import type { Account } from '../homeserver/startHomeserver.ts';
import type { Person } from '../people/startPerson.ts';
import { accountLockedPage } from '../pages/accountLockedPage.ts';
import { hold } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const ROOM = 'Padlock parlour';
const LOGIN = { method: 'POST', path: '/login' };
const LOCKED_TEXT = 'User account has been locked';

/** Signed in, in an encrypted room with somebody, one message read. */
async function inRoom(app: App, account: Account, bob: Person): Promise<string> {
  const room = await bob.createRoom({ name: ROOM, encrypted: true, invite: [account.userId] });
  await signInApp(app, account);
  await roomList(app.page).open(ROOM);
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(room, account.userId);
  await bob.send(room, 'read before');
  await expect(timeline(app.page).message('read before')).toBeVisible();
  return room;
}

async function expectLockedScreen(app: App): Promise<void> {
  await app.waitForPhase('locked');
  const locked = accountLockedPage(app.page);
  await expect(locked.serverSays).toHaveText(LOCKED_TEXT);
  await expect(app.page.getByRole('textbox'), 'nothing to type a password into').toHaveCount(0);
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await expect(app.page.getByText('read before'), 'rooms are hidden').toHaveCount(0);
  await expect(app.page.getByText(ROOM)).toHaveCount(0);
}

test('A8 G1 G2 G7 locked while a message is under way: the screen, no password asked, and it goes on by itself once unlocked', async ({
  homeserver,
  people,
  keyring,
  network,
  launch,
}) => {
  const account = await people.account('alice');
  const bob = await people.person('bob');
  const app = await launch();
  const room = await inRoom(app, account, bob);
  const items = await keyring.items();
  const devices = await homeserver.listDevices(account.userId);
  const held = hold();
  const sending = network.on({ method: 'PUT', path: /\/send\/m\.room\.encrypted\// }, held.effect);
  await composer(app.page).send('sent into the lock');
  await composer(app.page).draft('a draft that stays');
  await expect.poll(() => sending.hits()).toBe(1);

  await homeserver.lock(account.userId);
  sending.remove();
  held.release();
  await bob.send(room, 'said meanwhile');
  await expectLockedScreen(app);
  const since = network.mark();
  await homeserver.unlock(account.userId);
  // It looks every half minute: that is what this waits for.
  await app.waitForPhase('active', { timeoutMs: 40_000 });
  const [firstLook] = network.requests(({ order, method }) => order > since && method !== 'OPTIONS');
  expect(firstLook?.path, 'nothing left before the look that found it unlocked').toMatch(/\/account\/whoami$/);
  expect(network.requests({ path: '/account/whoami' }), 'one confirms the lock, one finds it gone').toHaveLength(2);

  await expect(timeline(app.page).message('said meanwhile')).toBeVisible();
  await expect(timeline(app.page).message('read before')).toBeVisible();
  await bob.waitForMessage(room, 'sent into the lock', { sender: account.userId });
  await expect(composer(app.page).box).toHaveValue('a draft that stays');
  await composer(app.page).box.press('Enter');
  await bob.waitForMessage(room, 'a draft that stays');
  expect(
    bob
      .messages(room)
      .filter(({ sender }) => sender === account.userId)
      .map(({ body }) => body),
  ).toEqual(['sent into the lock', 'a draft that stays']);
  expect(network.requests(LOGIN), 'nobody signed in again').toHaveLength(1);
  expect(await homeserver.listDevices(account.userId)).toEqual(devices);
  expect(await keyring.items()).toEqual(items);
});

test('A8 G1 G7 locked at start: not even the snapshot is shown, and Check now goes on', async ({ homeserver, people, network, launch }) => {
  const account = await people.account('alice');
  const bob = await people.person('bob');
  const app = await launch();
  await inRoom(app, account, bob);
  await app.close();
  await homeserver.lock(account.userId);
  await app.restart();
  await expectLockedScreen(app);
  await accountLockedPage(app.page).checkNow.click();
  await expect.poll(() => network.requests({ path: '/account/whoami' }).length).toBeGreaterThan(0);
  await expectLockedScreen(app);

  await homeserver.unlock(account.userId);
  await accountLockedPage(app.page).checkNow.click();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('read before')).toBeVisible();
  expect(network.requests(LOGIN)).toHaveLength(1);
});

test('C12 G1 locked while signed out softly: signing in again meets the lock, then goes on where it was', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const account = await people.account('alice');
  const bob = await people.person('bob');
  const app = await launch();
  const room = await inRoom(app, account, bob);
  const devices = await homeserver.listDevices(account.userId);
  await homeserver.expireTokens({ userId: account.userId });
  await bob.send(room, 'wakes the sync');
  await app.waitForPhase('expired');
  await homeserver.lock(account.userId);
  const dialog = sessionExpiredDialog(app.page);
  await dialog.signInAgain(account.password);
  await expectLockedScreen(app);
  const [, refused] = network.requests(LOGIN);
  expect(refused?.outcome()).toMatchObject({ kind: 'answered', status: 401 });

  await homeserver.unlock(account.userId);
  await accountLockedPage(app.page).checkNow.click();
  await app.waitForPhase('expired');
  await dialog.signInAgain(account.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('read before')).toBeVisible();
  await expect(timeline(app.page).message('wakes the sync')).toBeVisible();
  expect(await homeserver.listDevices(account.userId)).toEqual(devices);
});

for (const { when, lockFirst } of [
  { when: 'while reading', lockFirst: false },
  { when: 'while locked', lockFirst: true },
]) {
  test(`G5 deactivated ${when}: everything destroyed, said in words, and no way back in`, async ({
    homeserver,
    people,
    keyring,
    network,
    launch,
  }) => {
    const account = await people.account('alice');
    const bob = await people.person('bob');
    const app = await launch();
    const room = await inRoom(app, account, bob);
    const [device = ''] = await homeserver.listDevices(account.userId);
    if (lockFirst) {
      await homeserver.lock(account.userId);
      await bob.send(room, 'wakes the sync');
      await expectLockedScreen(app);
    }
    await homeserver.deactivate(account.userId);
    if (lockFirst) await accountLockedPage(app.page).checkNow.click();

    await app.waitForPhase('erased');
    const notice = signedOutPage(app.page).dialog;
    await expect(notice).toContainText('the account was closed');
    await expect(notice).toContainText('copy of your messages has been destroyed');
    await expect(notice).toContainText('with a recovery key if you made one');
    expect(await keyring.items()).toEqual([]);
    const traces = { user: account.userId, device, room, text: 'read before', name: ROOM, bob: bob.userId };
    expect(searchTree(app.profile, traces).hits).toEqual([]);
    expect(await searchKeyring(keyring, traces)).toEqual([]);
    expect(network.requests({ path: '/logout' }), 'a dead token is not logged out').toEqual([]);

    await signedOutPage(app.page).signIn.click();
    const form = signInForm(app.page);
    await form.signIn(account);
    await expect(form.problem).toHaveText('Wrong username or password.');
  });
}
