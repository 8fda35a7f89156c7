import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accountFolders } from '../app/accountFolders.ts';
import type { App } from '../app/launchApp.ts';
import { looks } from '../app/looks.ts';
import { signInApp } from '../app/signInApp.ts';
import { onlyEntry } from '../keyring/onlyEntry.ts';
import { confirmation } from '../pages/confirmation.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { fingerprint } from '../search/fingerprint.ts';
import { searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name });

/** Asks once more; calling it off leaves everything. */
async function declineThenConfirm(app: App, label: string, title: string): Promise<void> {
  const before = fingerprint(app.profile);
  const phase = await app.phase();
  const second = confirmation(app.page, title);
  await button(app.page, label).click();
  await second.cancel.click();
  await expect(second.dialog).toBeHidden();
  expect(fingerprint(app.profile)).toEqual(before);
  expect(await app.phase()).toBe(phase);
  await button(app.page, label).click();
  await second.destroy.click();
  await app.waitForPhase('erased');
}

test('J3 an emptied keychain: said, kept, opened again when the key comes back, new device only after two questions', async ({
  homeserver,
  people,
  keyring,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await signInApp(app, account);
  const entry = await onlyEntry(keyring);
  const [oldDevice = ''] = await homeserver.listDevices(account.userId);
  await app.close();
  const before = fingerprint(app.profile);
  await keyring.remove(entry.service, entry.account);

  await app.restart();
  await app.waitForPhase('keyMissing');
  await expect(heading(app.page, 'The key to your messages is gone')).toBeVisible();
  await expect(app.page.getByText(account.userId)).toBeVisible();
  await button(app.page, 'Try again').click();
  await expect.poll(() => looks(app, 'keyMissing')).toBe(2);
  expect(await app.phase()).toBe('keyMissing');
  expect(fingerprint(app.profile)).toEqual(before);
  expect(await keyring.items()).toEqual([]);
  await keyring.store(entry.service, entry.account, entry.secret);
  await button(app.page, 'Try again').click();
  await app.waitForPhase('active');
  expect(await homeserver.listDevices(account.userId)).toEqual([oldDevice]);

  await app.close();
  await keyring.remove(entry.service, entry.account);
  await app.restart();
  await app.waitForPhase('keyMissing');
  const [oldFolder = ''] = accountFolders(app);
  await declineThenConfirm(app, 'Sign in as a new device', 'Destroy what cannot be read?');
  expect(searchTree(app.profile, { device: oldDevice, user: account.userId, folder: oldFolder }).hits).toEqual([]);
  await signedOutPage(app.page).signIn.click();
  await signInApp(app, account);
  const devices = await homeserver.listDevices(account.userId);
  expect(devices).toHaveLength(2);
  expect(JSON.parse((await onlyEntry(keyring)).secret).deviceId).not.toBe(oldDevice);
  await app.restart();
  await app.waitForPhase('active');
});

test('J3 a profile copied to another computer: a new device there, the old one untouched', async ({
  homeserver,
  people,
  keyring,
  startOtherKeyring,
  launch,
}) => {
  const account = await people.account();
  const first = await launch();
  await signInApp(first, account);
  const entry = await onlyEntry(keyring);
  await first.close();
  const before = fingerprint(first.profile);
  const copy = `${first.profile}-copy`;
  cpSync(first.profile, copy, { recursive: true });

  const elsewhere = await startOtherKeyring({ mode: 'unlocked' });
  const second = await launch({ profile: copy, keyring: elsewhere });
  await second.waitForPhase('keyMissing');
  await expect(second.page.getByText('On a new computer, sign in as a new device')).toBeVisible();
  expect(fingerprint(copy)).toEqual(before);
  await declineThenConfirm(second, 'Sign in as a new device', 'Destroy what cannot be read?');
  await signedOutPage(second.page).signIn.click();
  await signInApp(second, account);
  expect(await homeserver.listDevices(account.userId)).toHaveLength(2);
  expect((await onlyEntry(elsewhere)).secret).not.toBe(entry.secret);

  expect(fingerprint(first.profile)).toEqual(before);
  expect(await keyring.items()).toEqual([entry]);
  await first.restart();
  await first.waitForPhase('active');
});

test('J6 a key that does not fit: nothing destroyed, opened again with the right one, starting over asks twice', async ({
  homeserver,
  people,
  keyring,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await signInApp(app, account);
  const entry = await onlyEntry(keyring);
  const [oldDevice = ''] = await homeserver.listDevices(account.userId);
  await app.close();
  const before = fingerprint(app.profile);
  const rootKey = randomBytes(32).toString('base64');
  const wrong = JSON.stringify({ ...JSON.parse(entry.secret), rootKey });
  await keyring.store(entry.service, entry.account, wrong);

  await app.restart();
  await app.waitForPhase('storeCorrupt');
  await expect(heading(app.page, 'Your messages cannot be opened')).toBeVisible();
  await expect(app.page.getByText('Nothing has been destroyed')).toBeVisible();
  await button(app.page, 'Try again').click();
  await expect.poll(() => looks(app, 'storeCorrupt')).toBe(2);
  expect(fingerprint(app.profile)).toEqual(before);
  expect((await onlyEntry(keyring)).secret).toBe(wrong);
  await keyring.store(entry.service, entry.account, entry.secret);
  await button(app.page, 'Try again').click();
  await app.waitForPhase('active');

  await app.close();
  await keyring.store(entry.service, entry.account, wrong);
  await app.restart();
  await app.waitForPhase('storeCorrupt');
  await declineThenConfirm(app, 'Start over on this device', 'Start over on this device?');
  await expect(heading(app.page, 'Latchkey has started over')).toBeVisible();
  expect(await keyring.items()).toEqual([]);
  expect(searchTree(app.profile, { device: oldDevice, user: account.userId }).hits).toEqual([]);
  await signedOutPage(app.page).signIn.click();
  await signInApp(app, account);
  expect(await homeserver.listDevices(account.userId)).toHaveLength(2);
});

test('J10 the record is lost, key and data are there: the account is found again, nobody signs in', async ({
  homeserver,
  people,
  keyring,
  network,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await signInApp(app, account);
  const entry = await onlyEntry(keyring);
  await app.close();
  rmSync(join(app.profile, 'session.json'));
  await app.restart();
  await app.waitForPhase('active');
  expect(network.requests({ method: 'POST', path: '/login' })).toHaveLength(1);
  expect(await homeserver.listDevices(account.userId)).toHaveLength(1);
  expect(await keyring.items()).toEqual([entry]);
});
