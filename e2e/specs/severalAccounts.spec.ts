import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app/launchApp.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Keyring } from '../keyring/startKeyring.ts';
import { accountRail } from '../pages/accountRail.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { isPidAlive } from '../run/processLedger.ts';
import { stepsIn } from '../scenes/faultWalk.ts';
import { addAccount, recorded, seen, show, twoAccounts, type Signed } from '../scenes/twoAccounts.ts';
import { hashTree } from '../search/hashTree.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree } from '../search/searchTree.ts';

const secretOf = async (keyring: Keyring, { account }: Signed): Promise<string | undefined> =>
  (await keyring.items()).find((item) => item.account === account.userId)?.secret;
const partitionOf = ({ profile }: App, { slug }: Signed): string => join(profile, 'Partitions', `acct-${slug}`);
const folderOf = ({ profile }: App, { slug }: Signed): string => join(profile, 'accounts', slug);
/** Where anything of an account lies. */
const own = ({ profile }: App, { account, slug, room, roomName, deviceId }: Signed) =>
  searchTree(profile, { user: account.userId, slug, room, roomName, device: deviceId }).hits;

test('E8 two accounts: one is added and the form can be left, both sync, a switch keeps draft and place without a reload, a restart returns to the one on screen', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, bob, alice, carol } = await twoAccounts({ homeserver, people, launch });
  const { page } = app;
  const rail = accountRail(page);
  await expect(rail.shown(carol.account.userId)).toBeVisible();
  for (let turn = 1; turn <= 40; turn += 1) await bob.send(carol.room, `Line ${turn}`);
  await expect(timeline(page).message('Line 40')).toBeVisible();
  const origin = await page.evaluate(() => performance.timeOrigin);

  await composer(page).draft('Half a thought of Carol');
  await timeline(page).message('Line 30').hover();
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -200);
  const place = timeline(page).message('Line 14');
  await expect(place).toBeInViewport();
  await expect.poll(async () => (await place.boundingBox())?.y === (await place.boundingBox())?.y).toBe(true);
  const before = await place.boundingBox();

  await show(app, alice);
  expect(await app.phase()).toBe('active');
  await expect(timeline(page).message('Welcome to Lighthouse')).toBeVisible();
  await expect(page.getByText('Line 14', { exact: true })).toHaveCount(0);
  await expect(composer(page).box).toHaveValue('');
  await composer(page).draft('Half a thought of Alice');
  await bob.send(carol.room, 'While nobody looks');
  await expect(rail.face(carol.account.userId)).toHaveAccessibleName(/unread/);
  await seen(app, bob, alice.room, 'To the keeper');

  await page.keyboard.press('Control+2');
  await expect(rail.shown(carol.account.userId)).toBeVisible();
  await expect(composer(page).box).toHaveValue('Half a thought of Carol');
  await expect(place).toBeInViewport();
  expect(Math.abs(((await place.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(3);
  await page.keyboard.press('Control+1');
  await expect(composer(page).box).toHaveValue('Half a thought of Alice');
  expect(await page.evaluate(() => performance.timeOrigin), 'never loaded again').toBe(origin);
  const took = await switchTimes(app, [carol, alice, carol, alice, carol, alice]);
  expect(took.toSorted((a, b) => a - b)[3], `ms of each switch: ${took.join(', ')}`).toBeLessThan(100);

  await rail.add.click();
  await app.waitForPhase('signedOut');
  await expect(rail.navigation.getByRole('button', { name: 'New account' })).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(rail.shown(alice.account.userId)).toBeVisible();
  await expect(rail.navigation.getByRole('button', { name: 'New account' })).toHaveCount(0);

  for (const { account, roomName } of [carol, alice]) {
    await accountRail(app.page).show(account.userId);
    await app.restart();
    await app.waitForPhase('active');
    await expect(accountRail(app.page).shown(account.userId)).toBeVisible();
    await expect(app.page.getByRole('heading', { name: roomName })).toBeVisible();
  }
  await expect(composer(app.page).box).toHaveValue('Half a thought of Alice');
  await show(app, carol);
  await app.waitForPhase('active');
  await expect(composer(app.page).box).toHaveValue('Half a thought of Carol');
  await seen(app, bob, carol.room, 'After the restart');
});

/** From the press to the frame that shows the other account, in milliseconds. */
async function switchTimes(app: App, order: readonly Signed[]): Promise<readonly number[]> {
  const took: number[] = [];
  for (const { account } of order) {
    took.push(
      await app.page.evaluate(async (label) => {
        const began = performance.now();
        document.querySelector<HTMLElement>(`nav[aria-label="Accounts"] button[aria-label^="${label}"]`)?.click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
        const there =
          document.querySelector('.ownFace')?.textContent?.startsWith(`Account: ${label} `) === true &&
          document.querySelector('section.timeline') !== null;
        return there ? performance.now() - began : Infinity;
      }, account.userId),
    );
  }
  return took;
}

test('E8 the same user a second time is refused in words, the new token logged out, and the account that is here stays as it is', async ({
  homeserver,
  network,
  people,
  launch,
  keyring,
}) => {
  const { app, bob, alice, carol } = await twoAccounts({ homeserver, people, launch });
  const entry = await secretOf(keyring, alice);
  await addAccount(app, carol.account);
  await app.waitForPhase('signedOut');
  const form = signInForm(app.page);
  await form.signIn({ username: alice.account.username, password: alice.account.password });
  await expect(form.problem).toContainText(`already signed in here as ${alice.account.userId}`);
  const logins = network.requests({ method: 'POST', path: '/login' });
  const answer = logins.at(-1)?.outcome();
  const token = answer?.kind === 'answered' ? (answer.json().access_token as string) : '';
  const logouts = network.requests(({ method, path }) => method === 'POST' && path.endsWith('/logout'));
  expect(logouts.map((request) => request.token)).toEqual([network.tokenLabel(token)]);
  await expect.poll(() => homeserver.listDevices(alice.account.userId)).toEqual([alice.deviceId]);
  expect(await secretOf(keyring, alice)).toBe(entry);
  await expect.poll(() => recorded(app).map(({ account }) => account?.userId)).toEqual([alice.account.userId, carol.account.userId]);
  await show(app, alice);
  expect(await app.phase()).toBe('active');
  await seen(app, bob, alice.room, 'Nothing happened');
});

test('E8 a soft logout of one account leaves the other at work, and is mended in its own dialog', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, bob, alice, carol } = await twoAccounts({ homeserver, people, launch });
  const rail = accountRail(app.page);
  await homeserver.expireTokens({ userId: alice.account.userId });
  await bob.send(alice.room, 'Who is there?');
  await expect(rail.face(alice.account.userId)).toHaveAccessibleName(/session expired/);
  expect(await app.phase()).toBe('active');
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  await composer(app.page).send('I go on');
  await bob.waitForMessage(carol.room, 'I go on');

  await rail.face(alice.account.userId).click();
  await app.waitForPhase('expired');
  const dialog = sessionExpiredDialog(app.page);
  await expect(dialog.dialog).toContainText(alice.account.username);
  // The others can be reached beside it, by pointer and by key.
  await app.page.locator(`nav[aria-label="Accounts"] button[aria-label^="${carol.account.userId}"]`).click();
  await app.waitForPhase('active');
  await seen(app, bob, carol.room, 'Still here?');
  await app.page.keyboard.press('Control+1');
  await app.waitForPhase('expired');
  await dialog.signInAgain(alice.account.password);
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Who is there?')).toBeVisible();
  await expect.poll(() => homeserver.listDevices(alice.account.userId)).toEqual([alice.deviceId]);
});

test('E8 a hard logout of one account erases it and touches nothing of the other', async ({ homeserver, people, launch, keyring }) => {
  const { app, bob, alice, carol } = await twoAccounts({ homeserver, people, launch });
  const rail = accountRail(app.page);
  // Each seals what it learned of its own keys; after that a sealed file changes only with its token.
  await expect
    .poll(() => readFileSync(app.logFile, 'utf8').match(/the server has the device keys/g)?.length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(2);
  const entry = await secretOf(keyring, carol);
  const sealed = hashTree(folderOf(app, carol))['tokens.sealed'];
  const databases = readdirSync(join(partitionOf(app, carol), 'IndexedDB'));
  expect(own(app, alice)).not.toEqual([]);

  await homeserver.deleteDevice(alice.account.userId, alice.deviceId);
  await expect(rail.navigation.getByRole('button', { name: /have been destroyed/ })).toBeVisible();
  expect(await app.phase(), 'of Carol, who is on screen').toBe('active');
  expect(own(app, alice)).toEqual([]);
  expect(await searchKeyring(keyring, { user: alice.account.userId, device: alice.deviceId })).toEqual([]);
  expect(existsSync(partitionOf(app, alice))).toBe(false);
  expect(await secretOf(keyring, carol)).toBe(entry);
  expect(hashTree(folderOf(app, carol))['tokens.sealed']).toBe(sealed);
  expect(readdirSync(join(partitionOf(app, carol), 'IndexedDB'))).toEqual(databases);
  expect(recorded(app).map(({ slug }) => slug)).toEqual([carol.slug]);
  await composer(app.page).send('Undisturbed');
  await bob.waitForMessage(carol.room, 'Undisturbed');
  await seen(app, bob, carol.room, 'So I see');

  await rail.navigation.getByRole('button', { name: /have been destroyed/ }).click();
  await app.waitForPhase('erased');
  await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
  expect(await app.page.content()).not.toContain(alice.roomName);
  await app.page.getByRole('button', { name: 'Close' }).click();
  await app.waitForPhase('active');
  await expect(rail.navigation, 'one account needs no rail').toHaveCount(0);
  await app.restart();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('So I see')).toBeVisible();
  await expect(roomList(app.page).room(carol.roomName)).toBeVisible();
  expect(own(app, alice)).toEqual([]);
  expect(existsSync(join(app.profile, 'leftPartitions.json'))).toBe(false);
});

test('E8 K1 killed at every step of the erase of one account: every byte of the other stays as it was', async ({
  homeserver,
  people,
  launch,
  keyring,
}) => {
  test.setTimeout(180_000);
  const { app, bob, alice, carol } = await twoAccounts({ homeserver, people, launch });
  // The one that will be erased is on screen, so that it starts first.
  await show(app, alice);
  await app.close();
  const untouched = async () => ({
    folder: hashTree(folderOf(app, carol)),
    partition: hashTree(partitionOf(app, carol)),
    entry: await secretOf(keyring, carol),
  });
  const before = await untouched();
  expect(before.entry).toBeTruthy();
  expect(Object.keys(before.folder)).toEqual(expect.arrayContaining(['store.db', 'tokens.sealed']));
  await homeserver.deleteDevice(alice.account.userId, alice.deviceId);

  // The first start meets the end of the session; each later one finds the journal, and gets one step further.
  const steps: string[] = [];
  for (let at = 1; at < 30; at += 1) {
    await app.restart({ env: { LATCHKEY_FAULT: `kill-after@${at}` } }).catch(() => undefined);
    const died = await diesSoon(app);
    if (!died) break;
    await app.close();
    steps.push(stepsIn(thisStart(app)).at(-1) ?? 'nothing');
    expect(await untouched(), `killed after ${steps.at(-1)}`).toEqual(before);
  }
  expect(steps).toEqual(
    expect.arrayContaining(['erase: begin', 'erase: partition', 'erase: store', 'erase: files', 'erase: record', 'erase: journal']),
  );
  expect(own(app, alice)).toEqual([]);
  expect(await searchKeyring(keyring, { user: alice.account.userId })).toEqual([]);
  await app.restart({ env: {} });
  await app.waitForPhase('active');
  await expect(app.page.getByRole('button', { name: `Account: ${carol.account.userId}` })).toBeVisible();
  expect(await secretOf(keyring, carol)).toBe(before.entry);
  await seen(app, bob, carol.room, 'The lamp still burns');
});

function thisStart({ logFile }: App): string {
  const log = readFileSync(logFile, 'utf8');
  return log.slice(log.lastIndexOf('mark mainRan'));
}

/** Whether the fault comes before the account that stays is at work. */
async function diesSoon(app: App): Promise<boolean> {
  // On a busy machine an engine takes its time; what ends this is the death or the sync.
  for (let turn = 0; turn < 1_000; turn += 1) {
    if (!isPidAlive(app.mainPid)) return true;
    if (thisStart(app).includes('synced with token')) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
