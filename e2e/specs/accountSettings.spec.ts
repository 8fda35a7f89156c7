import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answer as respond, hold } from '../faults/effects.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { timeline } from '../pages/timeline.ts';
import { searchTree } from '../search/searchTree.ts';
import { keysSent } from '../scenes/keysSent.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const foldersIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);

test('settings by keyboard: opened from the menu, arrows go through the sections, Esc closes and the focus goes back', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice } = await signedInLife({ homeserver, people, launch });
  const { page } = app;
  const menu = page.getByRole('button', { name: `Account: ${alice.userId}` });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Settings' }).press('Enter');
  const settings = settingsDialog(page);
  await expect(settings.dialog).toBeVisible();
  await settings.dialog.getByRole('tab', { name: 'Account' }).focus();
  for (const section of ['Security', 'Devices', 'Appearance', 'This computer']) {
    await page.keyboard.press('ArrowDown');
    // The section before may be drawn for a frame more.
    await expect(settings.dialog.getByRole('tabpanel').getByRole('heading', { level: 2, name: section })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(settings.dialog).toBeHidden();
  await expect(menu).toBeFocused();
});

test('a new display name is what others see', async ({ homeserver, people, launch }) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const settings = settingsDialog(app.page);
  await settings.section('Account');
  const name = settings.dialog.getByRole('textbox', { name: 'Display name' });
  await expect(name).toHaveValue(alice.displayName);
  await name.fill('Alice of the Lighthouse');
  await settings.dialog.getByRole('button', { name: 'Save name' }).click();
  await expect(settings.dialog.getByText('Alice of the Lighthouse')).toBeVisible();
  await expect.poll(() => bob.client.getRoom(room)?.getMember(alice.userId)?.rawDisplayName).toBe('Alice of the Lighthouse');
  await bob.send(room, 'Hello, keeper');
  await app.page.keyboard.press('Escape');
  await expect(timeline(app.page).message('Hello, keeper')).toBeVisible();
});

test('F2 E11 signing out everywhere: every device is out, and everything here is destroyed as one’s own doing', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, room, roomName, deviceId } = await signedInLife({ homeserver, people, launch });
  const phone = await people.device(alice, { deviceName: 'Phone' });
  await keysSent(app);
  const settings = settingsDialog(app.page);
  await settings.section('Account');
  await settings.dialog.getByRole('button', { name: 'Sign out everywhere…' }).click();
  const ask = app.page.getByRole('dialog', { name: 'Sign out everywhere?' });
  await expect(ask.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(ask).toContainText('What Latchkey keeps on this computer for this account will be destroyed.');

  await network.goOffline();
  await ask.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(ask.getByRole('alert')).toBeVisible();
  expect(searchTree(app.profile, { device: deviceId }).hits, 'without the server nothing is destroyed').not.toEqual([]);
  await network.goOnline();
  const portal = network.on({ method: 'POST', path: '/logout/all' }, respond({ status: 200, json: { portal: 1 } }));
  await ask.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect.poll(() => portal.hits()).toBe(1);
  await expect(ask.getByRole('alert')).toBeVisible();
  portal.remove();
  expect(await app.phase(), 'a portal signs nobody out').toBe('active');
  expect(await homeserver.listDevices(alice.userId)).toHaveLength(2);

  // The engine's own 401 comes first: it is still one's own doing.
  const answer = hold({ afterServer: true });
  network.on({ method: 'POST', path: '/logout/all' }, answer.effect);
  await ask.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect.poll(() => homeserver.listDevices(alice.userId)).toEqual([]);
  answer.release();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('You signed out of Latchkey on this computer');
  expect((await phone.api.raw('GET', 'v3/account/whoami')).body).toMatchObject({ errcode: 'M_UNKNOWN_TOKEN', soft_logout: false });
  expect(searchTree(app.profile, { user: alice.userId, device: deviceId, room, roomName, message: 'The lamp is lit' }).hits).toEqual([]);
  expect(await keyring.items()).toEqual([]);
  expect(foldersIn(join(app.profile, 'accounts'))).toEqual([]);
});
