import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answer as respond, hold, rewriteJson } from '../faults/effects.ts';
import { roomList } from '../pages/roomList.ts';
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

const twoYearsMs = 730 * 86_400_000;

/** As the server would tell of it if all of it had been said two years ago. */
function aged(body: any): unknown {
  for (const { timeline: told } of Object.values<any>(body?.rooms?.join ?? {}))
    for (const event of told?.events ?? []) event.origin_server_ts -= twoYearsMs;
  return body;
}

test('how long messages are kept: what is older goes after the choice, what was said last stays, and the choice outlives a start', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  let isOld = true;
  network.on(
    { method: 'GET', path: '/sync' },
    rewriteJson((body) => (isOld ? aged(body) : body)),
  );
  const { app, bob, room, roomName } = await signedInLife({
    homeserver,
    people,
    launch: (options) => launch({ ...options, homeserver: network.url }),
  });
  for (let n = 1; n <= 70; n++) await bob.send(room, `Said long ago ${n}`);
  await expect(timeline(app.page).message('Said long ago 70')).toBeVisible();
  isOld = false;
  await bob.send(room, 'The poll that hung already');
  await bob.send(room, 'Said today');
  await expect(timeline(app.page).message('Said today')).toBeVisible();

  const settings = settingsDialog(app.page);
  await settings.section('Security');
  await expect(settings.kept('Everything')).toBeChecked();
  await expect(settings.dialog.getByText(/^About .* are kept\.$/)).toBeVisible();
  await settings.kept('A month').check();
  await expect(settings.dialog.getByText(/^About [1-9].* become free\.$/)).toBeVisible();
  await expect.poll(() => app.logs(), { timeout: 30_000 }).toMatch(/engine: [2-9]\d events are older than is kept, and are kept no longer/);

  await app.restart();
  await roomList(app.page).open(roomName);
  await expect(timeline(app.page).message('Said today')).toBeVisible();
  const again = settingsDialog(app.page);
  await again.section('Security');
  await expect(again.kept('A month')).toBeChecked();
});
