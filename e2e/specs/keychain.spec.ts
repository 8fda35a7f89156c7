import type { Page } from '@playwright/test';
import { accountFolders } from '../app/accountFolders.ts';
import { looks } from '../app/looks.ts';
import { secretsInProcesses } from '../app/secretsInProcesses.ts';
import { signInApp } from '../app/signInApp.ts';
import type { Proxy } from '../faults/startProxy.ts';
import { onlyEntry } from '../keyring/onlyEntry.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { fingerprint } from '../search/fingerprint.ts';
import { searchTree } from '../search/searchTree.ts';
import { secretsUsed } from '../run/secretsUsed.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };

const heading = (page: Page, name: string) => page.getByRole('heading', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name });

const secretsByNumber = () => Object.fromEntries(secretsUsed().map((secret, index) => [`secret ${index + 1}`, secret]));

function expectNoSecretInUrls(network: Proxy): void {
  const urls = network.requests().map(({ path, query }) => decodeURIComponent(`${path}?${query}`));
  expect(secretsUsed().filter((secret) => urls.some((url) => url.includes(secret))).length, 'secrets in URLs').toBe(0);
}

test('J1 J2 J11 first run to restart: one entry in the keychain, no secret anywhere else', async ({ people, keyring, network, launch }) => {
  const account = await people.account();
  const app = await launch();
  await app.waitForPhase('signedOut');
  expect(await keyring.items(), 'nothing is kept before somebody signs in').toEqual([]);
  expect(accountFolders(app)).toEqual([]);

  await signInApp(app, account);
  const entry = await onlyEntry(keyring);
  expect(entry.account).toBe(account.userId);
  expect(entry.service).toMatch(/^latchkey-[0-9a-f]{8}$/);
  expect(JSON.parse(entry.secret)).toMatchObject({ userId: account.userId, rootKey: expect.stringMatching(/^.{43}=$/) });
  expect(secretsInProcesses(app, secretsByNumber())).toEqual([]);
  expectNoSecretInUrls(network);
  expect(searchTree(app.profile, secretsByNumber()).hits).toEqual([]);

  await app.restart();
  await app.waitForPhase('active');
  expect(await keyring.items()).toEqual([entry]);
  expect(network.requests(LOGIN)).toHaveLength(1);
  expect(secretsInProcesses(app, secretsByNumber())).toEqual([]);
  expect(secretsUsed().filter((secret) => app.logs().includes(secret)).length, 'secrets in the logs').toBe(0);
});

test('J4 a keychain locked at the first start: it waits, then the form is there by itself', async ({ startOtherKeyring, launch }) => {
  const keyring = await startOtherKeyring({ mode: 'locked' });
  const app = await launch({ keyring });
  await app.waitForPhase('keychainUnreadable');
  await expect(heading(app.page, 'Your keychain is locked')).toBeVisible();
  await expect(signInForm(app.page).password).toHaveCount(0);
  await keyring.unlock();
  await app.waitForPhase('signedOut');
  await expect(signInForm(app.page).password).toBeVisible();
  expect(await keyring.items()).toEqual([]);
});

test('J4 a keychain locked at start: nothing is touched, and unlocking it goes on by itself', async ({
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
  const before = fingerprint(app.profile);
  expect(Object.keys(before).length, 'files of the account').toBeGreaterThan(3);
  await keyring.lock();

  const asked = network.mark();
  await app.restart();
  await app.waitForPhase('keychainUnreadable');
  await expect(heading(app.page, 'Your keychain is locked')).toBeVisible();
  await expect(button(app.page, 'Quit')).toBeVisible();
  await expect(app.page.getByRole('textbox')).toHaveCount(0);
  await button(app.page, 'Unlock and retry').click();
  await expect.poll(() => looks(app, 'keychainUnreadable'), { timeout: 15_000 }).toBeGreaterThan(2);
  expect(await app.phase()).toBe('keychainUnreadable');
  expect(fingerprint(app.profile)).toEqual(before);
  expect(network.mark(), 'requests meanwhile').toBe(asked);

  await keyring.unlock();
  await app.waitForPhase('active');
  expect(await keyring.items()).toEqual([entry]);
  expect(network.requests(LOGIN)).toHaveLength(1);
});

test('J5 no keychain: what to install, no way to sign in; it goes on when there is one, and no password leaves when it goes', async ({
  people,
  network,
  startOtherKeyring,
  launch,
}) => {
  const account = await people.account();
  const keyring = await startOtherKeyring({ mode: 'none' });
  const app = await launch({ keyring });
  await app.waitForPhase('keychainUnavailable');
  await expect(heading(app.page, 'This system has no keychain')).toBeVisible();
  await expect(app.page.getByRole('listitem')).toHaveText([/gnome-keyring/, /KWallet/, /KeePassXC/]);
  await expect(app.page.getByRole('textbox')).toHaveCount(0);
  await keyring.provide();
  await app.waitForPhase('signedOut');

  await keyring.withdraw();
  const form = signInForm(app.page);
  await form.signIn(account);
  await expect(form.problem).toHaveText(/no keychain on this system.*Nothing was sent/);
  expect(network.requests(LOGIN)).toEqual([]);
  expect(accountFolders(app)).toEqual([]);

  await keyring.provide();
  await form.signIn(account);
  await app.waitForPhase('active');
  await onlyEntry(keyring);
});

test('J4 a keychain that hangs: said within twelve seconds, nothing touched, it goes on when it answers', async ({
  people,
  keyring,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await signInApp(app, account);
  const entry = await onlyEntry(keyring);
  await app.close();
  const before = fingerprint(app.profile);
  keyring.hang();
  await app.restart();
  const shown = performance.now();
  await app.waitForPhase('keychainUnreadable');
  expect(performance.now() - shown).toBeLessThan(12_000);
  await expect(heading(app.page, 'Your keychain does not answer')).toBeVisible();
  expect(fingerprint(app.profile)).toEqual(before);
  keyring.resume();
  await app.waitForPhase('active');
  expect(await keyring.items()).toEqual([entry]);
});

test('J7 the keychain locks while running: talking, a soft logout and signing in again go on', async ({
  homeserver,
  people,
  keyring,
  network,
  launch,
}) => {
  const account = await people.account();
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Locked box', encrypted: true, invite: [account.userId] });
  const app = await launch();
  await signInApp(app, account);
  await roomList(app.page).open('Locked box');
  await button(app.page, 'Accept').click();
  await bob.waitForMember(room, account.userId);
  const entry = await onlyEntry(keyring);
  await keyring.lock();

  await composer(app.page).send('said while locked');
  await bob.waitForMessage(room, 'said while locked');
  await homeserver.expireTokens({ userId: account.userId });
  await bob.send(room, 'this wakes the sync');
  await app.waitForPhase('expired');
  await sessionExpiredDialog(app.page).signInAgain(account.password);
  await app.waitForPhase('active');
  await composer(app.page).send('said after it');
  await bob.waitForMessage(room, 'said after it');
  await bob.send(room, 'heard while locked');
  await expect(timeline(app.page).message('heard while locked')).toBeVisible();
  expect(await keyring.isLocked()).toBe(true);

  await keyring.unlock();
  expect(await keyring.items()).toEqual([entry]);
  await app.restart();
  await app.waitForPhase('active');
  expect(network.requests(LOGIN)).toHaveLength(2);
  expect(await homeserver.listDevices(account.userId)).toHaveLength(1);
});
