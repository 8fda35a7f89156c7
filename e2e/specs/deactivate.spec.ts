import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from '../faults/effects.ts';
import { confirmDialog } from '../pages/confirmDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signIn } from '../people/signIn.ts';
import { composer } from '../pages/composer.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const DEACTIVATE = { method: 'POST', path: '/account/deactivate' };
const foldersIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);

test('F9 E11 closing the account: typed, confirmed, closed at the server, and everything here destroyed', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const { app, alice, bob, room, roomName, deviceId } = await signedInLife({ homeserver, people, launch });
  const phone = await people.device(alice, { deviceName: 'Phone' });
  await composer(app.page).draft('Never to be sent');
  const settings = settingsDialog(app.page);
  const confirm = confirmDialog(app.page);
  await settings.section('Account');
  await settings.dialog.getByRole('button', { name: 'Close account…' }).click();
  const ask = app.page.getByRole('dialog', { name: 'Close your account for good?' });
  const submit = ask.getByRole('button', { name: 'Close account' });
  await expect(ask).toContainText('This cannot be undone.');
  await expect(submit).toBeDisabled();
  await ask.getByRole('textbox').fill(alice.username);
  await expect(submit, 'only the whole name').toBeDisabled();
  await ask.getByRole('textbox').fill(alice.userId);
  await ask.getByRole('checkbox', { name: /forget my messages/ }).check();
  await submit.click();
  await confirm.byPassword('wrong, as it happens');
  await expect(confirm.problem).toHaveText('That is not your password. Nothing was changed; try again.');
  expect(searchTree(app.profile, { device: deviceId }).hits, 'nothing is destroyed before it is confirmed').not.toEqual([]);
  const portal = network.on(DEACTIVATE, answer({ status: 200, json: { portal: 1 } }));
  await confirm.byPassword(alice.password);
  await expect.poll(() => portal.hits()).toBe(1);
  await expect(confirm.problem).toContainText('The server is having trouble');
  expect(await app.phase(), 'a portal closes no account').toBe('active');
  expect((await phone.api.raw('GET', 'v3/account/whoami')).status).toBe(200);
  portal.remove();
  await confirm.byPassword(alice.password);

  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('copy of your messages has been destroyed');
  expect(network.requests(DEACTIVATE).map((request) => request.bodyJson().erase)).toEqual([true, true, true, true]);
  expect(network.requests({ path: '/logout' }), 'a closed account is not logged out').toEqual([]);
  const needles = {
    user: alice.userId,
    device: deviceId,
    room,
    roomName,
    message: 'The lamp is lit',
    draft: 'Never to be sent',
    bob: bob.userId,
    password: alice.password,
  };
  expect(searchTree(app.profile, needles).hits).toEqual([]);
  expect(await searchKeyring(keyring, needles)).toEqual([]);
  expect(await keyring.items()).toEqual([]);
  expect(foldersIn(join(app.profile, 'accounts'))).toEqual([]);
  expect((await phone.api.raw('GET', 'v3/account/whoami')).status).toBe(401);
  await expect(signIn(homeserver.url, alice)).rejects.toThrow();
});
