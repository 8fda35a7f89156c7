import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { answerSaveDialog } from '../app/saveDialog.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { openKeyFile } from '../people/keyFile.ts';
import type { Person } from '../people/startPerson.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { searchTree } from '../search/searchTree.ts';
import { authedSince } from '../scenes/authedRequests.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

function exportDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Keep a copy of your keys' });
  const first = dialog.getByRole('textbox', { name: 'Passphrase', exact: true });
  const again = dialog.getByRole('textbox', { name: 'Passphrase again' });
  const submit = dialog.getByRole('button', { name: 'Save to a file…' });
  const save = async (passphrase: string): Promise<void> => {
    await first.fill(passphrase);
    await again.fill(passphrase);
    await submit.click();
  };
  return { dialog, first, again, submit, save };
}

/** Another client, which was not there when it was written, reads it with nothing but the file. */
async function reads(person: Person, room: string, file: string, passphrase: string, text: string): Promise<void> {
  const { json, rounds } = openKeyFile(readFileSync(file, 'utf8'), passphrase);
  expect(rounds).toBeGreaterThanOrEqual(500_000);
  await person.client.getCrypto()!.importRoomKeysAsJson(json);
  await person.client.scrollback(person.client.getRoom(room)!, 30);
  await person.waitForMessage(room, text);
}

test('C22 keys kept from the settings: a file that only the passphrase opens, and that another client imports', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  await composer(app.page).send('Written before');
  await bob.waitForMessage(room, 'Written before');
  const passphrase = registerSecret('an old lamp and a long rope');
  const settings = settingsDialog(app.page);
  const { dialog, first, again, submit, save } = exportDialog(app.page);
  await settings.section('Security');
  await settings.dialog.getByRole('button', { name: 'Keep a copy of your keys…' }).click();

  await save('short');
  await expect(dialog.getByText('Use at least 8 characters.')).toBeVisible();
  await first.fill(passphrase);
  await again.fill('something else');
  await expect(dialog.getByText('These two are not the same.')).toBeVisible();
  await expect(submit).toBeDisabled();
  const nowhere = await answerSaveDialog(app, 'cancel');
  await save(passphrase);
  await expect(submit, 'called off: one may try again').toBeEnabled({ timeout: 20_000 });
  expect(existsSync(nowhere)).toBe(false);
  const file = await answerSaveDialog(app, 'save');
  await submit.click();
  await expect(dialog.getByRole('status')).toContainText('Your keys have been saved.', { timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();

  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8'), 'nothing of it can be read').not.toContain(room);
  expect(() => openKeyFile(readFileSync(file, 'utf8'), 'another passphrase')).toThrow();
  expect(searchTree(app.profile, { passphrase }).hits).toEqual([]);
  const newcomer = await people.device(alice, { deviceName: 'Newcomer' });
  expect(newcomer.messages(room).some(({ body }) => body === 'Written before')).toBe(false);
  await reads(newcomer, room, file, passphrase, 'Written before');
});

test('C22 keys kept from the session expired dialog, also after a start, and without asking the server anything', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const passphrase = registerSecret('seven gulls upon a wall');
  await homeserver.expireTokens({ userId: alice.userId });
  await bob.send(room, 'Wakes the sync');
  await app.waitForPhase('expired');
  await app.restart();
  await app.waitForPhase('expired');
  const expired = sessionExpiredDialog(app.page);
  const { dialog, save, first } = exportDialog(app.page);
  const since = network.mark();
  await expired.dialog.getByRole('button', { name: 'Keep a copy of your keys…' }).click();
  await expect(first).toBeFocused();
  const file = await answerSaveDialog(app, 'save');
  await save(passphrase);
  await expect(dialog.getByRole('status')).toContainText('Your keys have been saved.', { timeout: 20_000 });
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(expired.dialog).toBeVisible();
  expect(authedSince(network, since).filter(({ path }) => !path.endsWith('/whoami'))).toEqual([]);

  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Wakes the sync')).toBeVisible();
  const newcomer = await people.device(alice, { deviceName: 'Newcomer' });
  await reads(newcomer, room, file, passphrase, 'The lamp is lit');
});
