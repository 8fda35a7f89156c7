import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accountFolders } from '../app/accountFolders.ts';
import { desktopWindows } from '../app/desktopWindows.ts';
import type { App } from '../app/launchApp.ts';
import { signInApp } from '../app/signInApp.ts';
import { atHome, homeProfile, olderHome, startByEntry, startByHand, type Ended } from '../app/startAtHome.ts';
import { fingerprint } from '../search/fingerprint.ts';
import { expect, test } from '../fixtures/test.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { isPidAlive } from '../run/processLedger.ts';
import { canMount, mountAs } from '../run/smallDisk.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { signedInLife } from '../scenes/signedInLife.ts';

/** The window that people see, as Electron knows it. */
const windowOf = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith('app://latchkey/'));
    return page === undefined ? null : { visible: page.isVisible(), title: page.getTitle() };
  });
const hide = (app: App) => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.hide()));
const seen = (...apps: readonly App[]) => Promise.all(apps.map(async (app) => (await windowOf(app))?.visible));

test('J13 J9 J15 a profile from where it lay up to now: moved with its session, nothing asked; a second profile beside it; started hidden', async ({
  homeserver,
  people,
  network,
  keyring,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch: (options) => launch({ ...options, ...atHome(keyring) }) });
  const { app, alice, bob, room, deviceId } = life;
  await composer(app.page).draft('A draft of mine');
  await app.close();
  const [entry] = await keyring.items();
  expect(entry).toMatchObject({ service: 'latchkey', account: alice.userId });
  // As version 0.1 left it.
  mkdirSync(dirname(olderHome(keyring)), { recursive: true });
  renameSync(homeProfile(keyring), olderHome(keyring));

  await app.restart(atHome(keyring));
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await expect(composer(app.page).box).toHaveValue('A draft of mine');
  await bob.send(room, 'Still there?');
  await expect(timeline(app.page).message('Still there?')).toBeVisible();
  expect(existsSync(olderHome(keyring))).toBe(false);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
  expect(await keyring.items()).toEqual([entry]);
  expect(network.requests({ method: 'POST', path: '/login' })).toHaveLength(1);

  const second = await launch(atHome(keyring, 'second'));
  const carol = await people.account('carol');
  await signInApp(second, carol);
  expect(await windowOf(second)).toEqual({ visible: true, title: 'Latchkey · second' });
  expect(await windowOf(app)).toEqual({ visible: true, title: 'Latchkey' });
  const names = async () => (await desktopWindows()).map(({ title, class: [, name] }) => [title, name]);
  expect(await names()).toEqual(
    expect.arrayContaining([
      ['Latchkey', 'chat.latchkey'],
      ['Latchkey · second', 'chat.latchkey-second'],
    ]),
  );
  const services = async () => (await keyring.items()).map(({ service, account }) => [service, account]);
  await expect.poll(services).toEqual(
    expect.arrayContaining([
      ['latchkey', alice.userId],
      ['latchkey-profile-second', carol.userId],
    ]),
  );

  await Promise.all([hide(app), hide(second)]);
  await expect.poll(() => seen(app, second)).toEqual([false, false]);
  expect((await startByHand(keyring, ['--profile', 'second'])).code).toBe(0);
  await expect.poll(() => seen(app, second)).toEqual([false, true]);
  // The computer's sign-in starts what runs already.
  expect((await startByHand(keyring, ['--hidden'])).code).toBe(0);
  expect((await startByHand(keyring, [])).code).toBe(0);
  await expect.poll(() => seen(app, second)).toEqual([true, true]);
  await second.close();

  const entryFile = join(keyring.env.XDG_CONFIG_HOME ?? '', 'autostart', 'chat.latchkey.desktop');
  const settings = settingsDialog(app.page);
  await settings.section('This computer');
  await expect(settings.autostart).not.toBeChecked();
  expect(existsSync(entryFile)).toBe(false);
  await settings.autostart.click();
  await expect(settings.autostart).toBeChecked();
  execFileSync('desktop-file-validate', [entryFile]);
  await app.close();
  const started = await startByEntry(entryFile, keyring);
  await expect.poll(started.log).toContain('opening → active');
  expect(started.commandLine()).toContain('--hidden');
  await started.end();

  await app.restart(atHome(keyring, undefined, ['--hidden']));
  await app.waitForPhase('active');
  expect(await seen(app)).toEqual([false]);
  expect((await startByHand(keyring, ['--hidden'])).code).toBe(0);
  expect(await seen(app)).toEqual([false]);
  expect((await startByHand(keyring, [])).code).toBe(0);
  await expect.poll(() => seen(app)).toEqual([true]);
  const again = settingsDialog(app.page);
  await again.section('This computer');
  await expect(again.autostart).toBeChecked();
  await again.autostart.click();
  await expect(again.autostart).not.toBeChecked();
  expect(existsSync(entryFile)).toBe(false);

  // Where no message would come until somebody has signed in, the window comes by itself.
  await app.restart(atHome(keyring, undefined, ['--hidden']));
  await app.waitForPhase('active');
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  await app.waitForPhase('expired');
  await expect.poll(() => seen(app)).toEqual([true]);
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');

  // An erase that was cut off in the older place is finished in the new one.
  await app.close();
  await homeserver.deleteDevice(alice.userId, deviceId);
  await app.restart({ env: { LATCHKEY_PROFILE: '', LATCHKEY_FAULT: 'kill-after@2' } });
  await expect.poll(() => isPidAlive(app.mainPid)).toBe(false);
  await app.close();
  renameSync(homeProfile(keyring), olderHome(keyring));
  await app.restart(atHome(keyring));
  await app.waitForPhase('erased');
  await expect.poll(() => accountFolders(app)).toEqual([]);
  expect(existsSync(olderHome(keyring))).toBe(false);
  expect((await keyring.items()).map(({ account }) => account)).toEqual([carol.userId]);
});

test('J14 a folder that cannot be used is said in words, and nothing is made in its place', async ({ keyring }) => {
  const said = async (enough: RegExp, ...args: readonly string[]): Promise<string> => (await startByHand(keyring, args, { enough })).said;
  expect(await said(/letters, digits/, '--profile', '../x')).toContain('Latchkey did not start');
  const profiles = dirname(homeProfile(keyring));
  mkdirSync(dirname(profiles), { recursive: true });
  symlinkSync('/disk that is not there', profiles);
  const box = () => waitUntil('the box on the screen', async () => (await desktopWindows()).some(({ title }) => title === 'Latchkey'));
  expect((await startByHand(keyring, [], { enough: /nothing is there/, until: box })).said).toContain('/disk that is not there');
  expect(existsSync('/disk that is not there')).toBe(false);
  mkdirSync(dirname(olderHome(keyring)), { recursive: true });
  symlinkSync('/disk that is not there', olderHome(keyring));
  expect(await said(/nothing is there/)).toContain(olderHome(keyring));
  rmSync(olderHome(keyring));
  rmSync(profiles);
  mkdirSync(homeProfile(keyring), { recursive: true });
  symlinkSync('another-computer-4242', join(homeProfile(keyring), 'SingletonLock'));
  expect(await said(/seems to be open/)).toContain('another-computer');
  const help = await startByHand(keyring, ['--help']);
  expect([help.code, help.said]).toEqual([0, expect.stringContaining('--profile NAME')]);
  expect((await startByHand(keyring, ['--version'])).said).toMatch(/^Latchkey \d+\.\d+\.\d+$/m);
});

test('J14 K3 a disk that may not be written to, or has no room for a folder: said, never a silent end', async ({ keyring }) => {
  test.skip(!canMount(), 'mounting takes root');
  for (const [options, words] of [
    ['ro', /may not write/],
    ['size=1m,nr_inodes=1', /is full/],
  ] as const) {
    const unmount = mountAs(keyring.env.XDG_DATA_HOME ?? '', options);
    try {
      expect((await startByHand(keyring, [], { enough: words })).said).toContain('Nothing has been changed or destroyed');
    } finally {
      unmount();
    }
  }
});

test('J13 accounts in both places: the newer one is used, the older one not touched', async ({ keyring, launch }) => {
  const slug = '0123456789abcdef';
  for (const folder of [olderHome(keyring), homeProfile(keyring)]) {
    mkdirSync(join(folder, 'accounts', slug), { recursive: true });
    writeFileSync(join(folder, 'accounts', slug, 'store.db'), `of ${folder}`);
  }
  const before = fingerprint(olderHome(keyring));
  const app = await launch(atHome(keyring));
  await app.waitForPhase('keyMissing');
  expect(app.logs()).toContain('there are two folders with accounts');
  expect(fingerprint(olderHome(keyring))).toEqual(before);
});

test('J13 J9 three starts at the same moment: the folder is moved once, and nobody sees half of it', async ({ keyring }) => {
  const store = join('accounts', '0123456789abcdef', 'store.db');
  mkdirSync(dirname(join(olderHome(keyring), store)), { recursive: true });
  writeFileSync(join(olderHome(keyring), store), 'what somebody wrote');
  // Nobody is ended while another still knocks at its door: Chromium's own wait for one that is on its way out is long.
  let settled = 0;
  const until = (): Promise<unknown> => (
    (settled += 1),
    waitUntil('all three to have begun or handed over', () => settled === 3, { timeoutMs: 40_000 })
  );
  const start = async (): Promise<Ended> => {
    const ended = await startByHand(keyring, [], { enough: /starting → /, until });
    if (!ended.said.includes('starting → ')) settled += 1;
    return ended;
  };
  const all = await Promise.all([start(), start(), start()]);
  const phases = all.flatMap(({ said }) => /starting → (\w+)/.exec(said)?.[1] ?? []);
  expect(phases.length).toBeGreaterThan(0);
  expect(new Set(phases)).toEqual(new Set(['keyMissing']));
  expect(all.map(({ said }) => /is the older|moving the profile|cannot open/.exec(said))).toEqual([null, null, null]);
  expect(readFileSync(join(homeProfile(keyring), store), 'utf8')).toBe('what somebody wrote');
  expect(readdirSync(dirname(homeProfile(keyring)))).toEqual(['default']);
  expect(existsSync(olderHome(keyring))).toBe(false);
});
