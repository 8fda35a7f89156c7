import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { decodeRecoveryKey, encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js';
import { accessibilityProblems } from '../app/accessibility.ts';
import type { App } from '../app/launchApp.ts';
import { printsToFile } from '../app/printing.ts';
import { answerSaveDialog } from '../app/saveDialog.ts';
import { signInApp } from '../app/signInApp.ts';
import type { Account } from '../homeserver/startHomeserver.ts';
import { newRecoveryKey } from '../pages/newRecoveryKey.ts';
import { recoveryDialog } from '../pages/recoveryDialog.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { api } from '../people/api.ts';
import { crossSigningKeys } from '../people/crossSigning.ts';
import { openWithRecoveryKey, waitForBackup } from '../people/recoveryKey.ts';
import { secretStorage } from '../people/secretStorage.ts';
import { signIn } from '../people/signIn.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

/** Tab until this is reached, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await focused()) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach "${name}"`);
}

/** The ways in which it could be written down by mistake. */
function formsOf(encoded: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(decodeRecoveryKey(encoded));
  const forms = {
    encoded,
    compact: encoded.replaceAll(' ', ''),
    hex: bytes.toString('hex'),
    base64: bytes.toString('base64').replace(/=+$/, ''),
  };
  for (const form of Object.values(forms)) registerSecret(form);
  return forms;
}

const clipboard = (app: App): Promise<string> => app.electron.evaluate(({ clipboard: board }) => board.readText());

test('D12 a way back: the notice, a key that is kept on paper and proven by keyboard alone, and after a hard logout sign-in, key and history are one flow', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, alice, bob, room, roomName, deviceId } = await signedInLife({ homeserver, people, launch });
  const { page } = app;
  const making = newRecoveryKey(page);
  await expect(making.notice).toBeVisible();
  expect(await accessibilityProblems(page, making.notice)).toEqual([]);

  await tabTo(page, 'Make a recovery key');
  await page.keyboard.press('Enter');
  await expect(making.shown).toContainText(/^(\w{4}\s+){11}\w{4}\s*$/);
  const encoded = await making.key();
  const forms = formsOf(encoded);
  expect(await accessibilityProblems(page, making.dialog)).toEqual([]);
  await tabTo(page, 'Copy');
  await page.keyboard.press('Enter');
  await expect(making.dialog.getByRole('status')).toHaveText('Copied.');
  expect(await clipboard(app)).toBe(encoded);
  const file = await answerSaveDialog(app, 'save');
  await tabTo(page, 'Save…');
  await page.keyboard.press('Enter');
  await expect(making.dialog.getByRole('status')).toHaveText('Saved to a file.');
  expect(readFileSync(file, 'utf8')).toContain(encoded);
  expect(readFileSync(file, 'utf8')).toContain(alice.userId);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const printed = await printsToFile(app);
  await tabTo(page, 'Print…');
  await page.keyboard.press('Enter');
  await expect(making.dialog.getByRole('status')).toHaveText('Sent to the printer.');
  expect(printed.pages()).toBe(1);
  await page.emulateMedia({ media: 'print' });
  const onPaper = await page.evaluate(() => document.body.innerText);
  await page.emulateMedia({ media: null });
  expect(onPaper.replaceAll(/\s+/g, ' ')).toContain(encoded);
  expect(onPaper, 'nothing else of the page').not.toContain(roomName);

  await tabTo(page, 'Continue');
  await page.keyboard.press('Enter');
  await expect(making.field).toBeFocused();
  await expect(making.shown).toHaveCount(0);
  const wrong = async (typed: string, words: string): Promise<void> => {
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(typed);
    await page.keyboard.press('Enter');
    await expect(making.problem).toHaveText(words);
  };
  await page.keyboard.press('Enter');
  await expect(making.problem).toHaveText('Type or paste it here.');
  await wrong(encoded.slice(0, -1), 'That is not a whole recovery key. Check that no part is missing or mistyped.');
  await wrong(
    registerSecret(encodeRecoveryKey(randomBytes(32))!),
    'That is another key than the one you were shown. Go back to see it again.',
  );
  const storage = secretStorage(api({ homeserver: homeserver.url, token: (await signIn(homeserver.url, alice)).token }), alice.userId);
  expect(await storage.keyIds(), 'not in force before it is proven').toEqual([]);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(` ${forms['compact']} `);
  await page.keyboard.press('Enter');
  await expect(making.done).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(making.dialog).toHaveCount(0);
  await expect(making.notice).toHaveCount(0);

  const keyId = await storage.defaultKeyId();
  expect(await storage.closedTo(encoded, keyId ?? ''), 'it opens everything').toEqual([]);
  const identity = await crossSigningKeys(bob, alice.userId);
  const other = await people.device(alice, { deviceName: 'Another client' });
  await waitForBackup(other, 1);
  expect(await openWithRecoveryKey(other, encoded)).toBeGreaterThan(0);
  await other.waitForMessage(room, 'The lamp is lit');
  expect(await crossSigningKeys(bob, alice.userId)).toEqual(identity);
  other.stop();
  await homeserver.deleteDevice(alice.userId, other.deviceId);

  expect(searchTree(app.profile, forms).hits).toEqual([]);
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.waitForPhase('erased');
  await signedOutPage(page).signIn.click();
  await signInForm(page).signIn(alice);
  await app.waitForPhase('active');
  const recovery = recoveryDialog(page);
  await expect(recovery.field, 'asked for at once').toBeFocused();
  await recovery.enter(encoded);
  await expect(recovery.dialog.getByRole('status')).toContainText('brought back');
  await recovery.done.click();
  await roomList(page).open(roomName);
  await expect(timeline(page).message('The lamp is lit')).toBeVisible();
  expect(await crossSigningKeys(bob, alice.userId)).toEqual(identity);
  await settingsDialog(page).section('Security');
  await expect(page.getByRole('button', { name: 'Change the recovery key…' }), 'the new device could make another').toBeVisible();
  await expect(making.notice).toHaveCount(0);
  expect(searchTree(app.profile, forms).hits).toEqual([]);
});

test('D12 a recovery key put off stays away after a restart, and the settings offer it; changed later, also over a session that ends meanwhile, and the old key still opens', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const alice: Account = await people.account('alice');
  const app = await launch();
  await signInApp(app, alice);
  const [device = ''] = await homeserver.listDevices(alice.userId);
  const making = (): ReturnType<typeof newRecoveryKey> => newRecoveryKey(app.page);
  await making().later.click();
  await expect(making().notice).toHaveCount(0);
  await app.restart();
  await app.waitForPhase('active');
  await settingsDialog(app.page).section('Security');
  const offer = app.page.getByRole('button', { name: 'Make a recovery key…' });
  await expect(offer).toBeVisible();
  expect(await making().notice.count()).toBe(0);

  // Called off in the middle: nothing has been written.
  await offer.click();
  await making().key();
  await making().button('Continue').click();
  await app.page.keyboard.press('Escape');
  await expect(making().dialog).toHaveCount(0);
  expect(network.requests({ method: 'PUT', path: /account_data\/m\.(secret_storage|cross_signing|megolm_backup)/ })).toEqual([]);

  await settingsDialog(app.page).section('Security');
  await offer.click();
  const nowhere = await answerSaveDialog(app, 'cancel');
  await making().button('Save…').click();
  const first = await making().keep();
  await making().done.click();
  expect(existsSync(nowhere)).toBe(false);
  const storage = secretStorage(api({ homeserver: homeserver.url, token: (await signIn(homeserver.url, alice)).token }), alice.userId);
  const firstId = (await storage.defaultKeyId()) ?? '';
  expect(await storage.closedTo(first, firstId)).toEqual([]);

  await settingsDialog(app.page).section('Security');
  await app.page.getByRole('button', { name: 'Change the recovery key…' }).click();
  await expect(making().dialog).toContainText('the one that you have, which still opens what it opened before');
  const second = await making().key();
  await making().button('Continue').click();
  // The session ends under it: the same key goes on once it is signed in again.
  await homeserver.expireTokens({ userId: alice.userId, deviceId: device });
  await making().prove(second);
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await making().done.click();
  expect(second).not.toBe(first);
  const secondId = (await storage.defaultKeyId()) ?? '';
  expect(secondId).not.toBe(firstId);
  expect(await storage.closedTo(second, secondId)).toEqual([]);
  expect(await storage.closedTo(first, firstId), 'nothing that was there is gone').toEqual([]);

  // An older key opens the account's history on a new device, too.
  await homeserver.deleteDevice(alice.userId, device);
  await app.waitForPhase('erased');
  await signedOutPage(app.page).signIn.click();
  await signInForm(app.page).signIn(alice);
  await app.waitForPhase('active');
  const recovery = recoveryDialog(app.page);
  await recovery.enter(first);
  await expect(recovery.dialog.getByRole('status')).toContainText('Others now see that this device is yours.');
});
