import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { faultsIn } from '../../../scripts/package/check/listing.mjs';
import { debName } from '../../../scripts/package/deb.mjs';
import { readPackaging } from '../../../scripts/package/packaging.mjs';
import { rpmName } from '../../../scripts/package/rpm.mjs';
import { tarballName } from '../../../scripts/package/tarball.mjs';
import { developmentMark } from '../../../scripts/releaseCheck.mjs';
import { root } from '../../../scripts/root.mjs';
import { attachLogTail } from '../../fixtures/evidence.ts';
import { expect, test } from '../../fixtures/test.ts';
import { composer } from '../../pages/composer.ts';
import { roomList } from '../../pages/roomList.ts';
import { settingsDialog } from '../../pages/settingsDialog.ts';
import { signInForm } from '../../pages/signInForm.ts';
import { timeline } from '../../pages/timeline.ts';
import { newLogFolder } from '../../run/logsDirectory.ts';
import { joinByApi } from '../../scenes/joinByApi.ts';
import { startUpdateFeed } from '../../updates/startUpdateFeed.ts';
import { administrator } from '../administrator.ts';
import { bareSystem } from '../bareSystem.ts';
import { draft, everythingIsThere, hasItsFuses, hasItsSandboxOn, isActive, mayBecomeMore, pathsIn } from '../expectations.ts';
import { commandOf, profileOf, startInstalled, startsAgain, type InstalledApp } from '../installedApp.ts';
import { nextVersion } from '../nextVersion.ts';
import { resident, type Resident } from '../resident.ts';
import { rpmIn } from '../rpmIn.ts';
import { setStoreVersion, storeOf } from '../storeVersion.ts';

const packaging = readPackaging();
const dist = (name: string): string => join(root, 'dist', name);
const version = packaging.app.version;
const later = version.replace(/^\d+/, (major) => `${Number(major) + 1}`);

let output: string;
let someone: Resident | undefined;
test.beforeEach(() => {
  output = join(newLogFolder('installed'), 'output.log');
});
// oxlint-disable-next-line no-empty-pattern
test.afterEach(async ({}, info) => {
  await someone?.leave();
  const log = join(dirname(output), 'latchkey.log');
  // Beside the others, where the run looks for secrets.
  if (someone !== undefined && existsSync(someone.logFile)) copyFileSync(someone.logFile, log);
  someone = undefined;
  await attachLogTail(info, 'output.log', output);
  await attachLogTail(info, 'latchkey.log', log);
});

test('J16 T4 T19 T49 installed on a bare Debian, sandbox on: signs in, takes a link, is upgraded, downgraded, updated, removed; nothing is lost', async ({
  homeserver,
  people,
}) => {
  const deb = dist(debName(packaging));
  const next = nextVersion(deb, later);
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);

  const system = await bareSystem();
  let before: Set<string>;
  const inside = join(system.path, 'usr/lib/latchkey');
  let mira: Resident;
  let app: InstalledApp;
  let devices: readonly string[];
  const start = async (program = 'latchkey'): Promise<InstalledApp> => (app = await startInstalled(mira, program, output));

  /** Removes it, and searches for what it has left. */
  const removed = async (): Promise<void> => {
    await system.asRoot('dpkg', '--remove', 'latchkey');
    await system.asRoot('dpkg', '--purge', 'latchkey');
    expect(existsSync(inside)).toBe(false);
    const after = pathsIn(system.path);
    expect(after.length).toBeGreaterThan(5000);
    expect(after.filter((path) => /latchkey/i.test(path))).toEqual([]);
    // Indexes that others' triggers make of what all packages bring.
    const indexes = ['/usr/share/applications', '/usr/share/icons/hicolor/icon-theme.cache'];
    expect(after.filter((path) => !before.has(path) && !indexes.includes(path))).toEqual([]);
    expect(readFileSync(join(system.path, 'usr/share/applications/mimeinfo.cache'), 'utf8')).not.toContain('latchkey');
  };

  await test.step('installing it brings all that it needs', async () => {
    const { stdout: needed } = await promisify(execFile)('dpkg-deb', ['--field', deb, 'Depends']);
    await system.satisfy(needed.trim());
    before = new Set(pathsIn(system.path));
    await system.install(deb);
    const helper = statSync(join(inside, 'chrome-sandbox'));
    expect([helper.uid, helper.gid, (helper.mode & 0o7777).toString(8)]).toEqual([0, 0, '4755']);
    expect(await system.asRoot('ldd', '/usr/lib/latchkey/latchkey')).not.toContain('not found');
    await hasItsFuses(join(inside, 'latchkey'));
    const installed = new Set(pathsIn(system.path));
    // For the update, below.
    await system.add('pkexec', 'polkitd');
    someone = mira = await resident(system, { LATCHKEY_HOMESERVER: homeserver.url }, output);
    // Other packages' are theirs to leave.
    for (const path of pathsIn(system.path)) if (!installed.has(path)) before.add(path);
  });

  await test.step('signs in, writes, keeps a draft', async () => {
    await start();
    await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
    await isActive(app);
    hasItsSandboxOn(app);
    await roomList(app.page).open('Lighthouse');
    await composer(app.page).send('From an installed one');
    expect(await bob.waitForMessage(room, 'From an installed one')).toMatchObject({ sender: alice.userId, encrypted: true });
    await composer(app.page).draft(draft);
    devices = await homeserver.listDevices(alice.userId);
    expect(devices).toHaveLength(1);
  });

  await test.step('a link that the desktop opens reaches it, and starts no second one', async () => {
    expect((await mira.run('xdg-mime', 'query', 'default', 'x-scheme-handler/matrix')).trim()).toBe(packaging.app.desktopName);
    await mira.run('xdg-open', `matrix:u/${bob.userId.slice(1)}`);
    await expect
      .poll(() => app.processes().filter((pid) => !commandOf(pid).includes('--type=')), 'the second start has ended')
      .toEqual([app.mainPid]);
    expect(app.windows()).toBe(1);
    const card = app.page.getByRole('dialog').filter({ hasText: bob.userId });
    await expect(card).toContainText('One room in common');
    await app.page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);
    await isActive(app);
    await app.close();
  });

  await test.step('an upgrade keeps session, history and draft', async () => {
    await system.install(await next);
    expect(await system.asRoot('dpkg-query', '-W', '-f', '${Version}', 'latchkey')).toBe(later);
    await everythingIsThere(await start(), 'From an installed one');
    await app.close();
    expect(await homeserver.listDevices(alice.userId)).toEqual(devices);
  });

  await test.step('a downgrade says what is the matter, and destroys nothing', async () => {
    const was = await setStoreVersion(mira, 999);
    await system.install(deb);
    expect(await system.asRoot('dpkg-query', '-W', '-f', '${Version}', 'latchkey')).toBe(version);
    const stored = readFileSync(storeOf(mira));
    const entries = await mira.run('secret-tool', 'search', '--all', 'service', 'latchkey');
    await start();
    await expect(app.page.getByRole('heading', { name: 'A newer Latchkey wrote this' })).toBeVisible({ timeout: 30_000 });
    await expect(app.page.getByText('Nothing has been destroyed. Update Latchkey, and everything opens again.')).toBeVisible();
    await expect(timeline(app.page).message('From an installed one')).toHaveCount(0);
    await app.close();
    expect(readFileSync(storeOf(mira)).equals(stored), 'the store is as it was').toBe(true);
    expect(await mira.run('secret-tool', 'search', '--all', 'service', 'latchkey')).toBe(entries);
    // One that both can read is gone on with.
    await setStoreVersion(mira, was);
    await everythingIsThere(await start(), 'From an installed one');
    await app.close();
    expect(await homeserver.listDevices(alice.userId)).toEqual(devices);
  });

  await test.step('removing it leaves what people wrote, and nothing else', async () => {
    await removed();
    expect(existsSync(storeOf(mira))).toBe(true);
    expect(readdirSync(profileOf(mira))).toContain('session.json');
  });

  await test.step('the .tar.gz starts where it is unpacked, and goes on with what lies there', async () => {
    const tarball = dist(tarballName(packaging));
    await promisify(execFile)('install', [
      '-o',
      `${mira.uid}`,
      '-g',
      `${mira.uid}`,
      '-m',
      '600',
      tarball,
      join(mira.home, 'latchkey.tar.gz'),
    ]);
    await mira.run('tar', '-xzf', 'latchkey.tar.gz');
    const folder = tarballName(packaging).replace(/\.tar\.gz$/, '');
    await hasItsFuses(join(mira.home, folder, 'latchkey'));
    // A kernel gives whoever is in a chroot no user namespaces: as on such systems, it starts not at all, until README.txt is done.
    await expect(start(`./${folder}/latchkey`)).rejects.toThrow('it ended at once');
    const helper = `/home/mira/${folder}/chrome-sandbox`;
    await system.asRoot('chown', 'root:root', helper);
    await system.asRoot('chmod', '4755', helper);
    await everythingIsThere(await start(`./${folder}/latchkey`), 'From an installed one');
    hasItsSandboxOn(app);
    await composer(app.page).send('From a folder');
    expect(await bob.waitForMessage(room, 'From a folder')).toMatchObject({ sender: alice.userId, encrypted: true });
    // What was there has been written over by what was sent.
    await composer(app.page).draft(draft);
    await app.close();
    expect(await homeserver.listDevices(alice.userId)).toEqual(devices);
  });

  await test.step('the .rpm, put in by rpm, is as it was packed, goes on with what lies there, and is removed without a trace', async () => {
    // Every Fedora and openSUSE has it, by its package "filesystem"; rpm leaves a folder that no package owns.
    const others = join(system.path, 'usr/share/metainfo');
    mkdirSync(others, { recursive: true });
    const before = new Set(pathsIn(system.path));
    const rpm = rpmIn(system, dist(rpmName(packaging)));
    expect(await rpm.unmetLibraries()).toEqual([]);
    await rpm.install();
    expect(await rpm.differencesFromPacked()).toBe('');
    expect(faultsIn(await rpm.listed(), { owner: 'root/root', setuid: ['/usr/lib/latchkey/chrome-sandbox'] })).toEqual([]);
    await hasItsFuses(join(inside, 'latchkey'));
    await mira.run('desktop-file-validate', `/usr/share/applications/${packaging.app.desktopName}`);
    await everythingIsThere(await start(), 'From a folder');
    hasItsSandboxOn(app);
    const settings = settingsDialog(app.page);
    await settings.section('Updates');
    await expect(settings.dialog.getByRole('status')).toContainText('This copy of Latchkey does not update itself');
    await app.close();
    await rpm.remove();
    expect(existsSync(inside)).toBe(false);
    expect(pathsIn(system.path).filter((path) => !before.has(path))).toEqual([]);
    rmdirSync(others);
    expect(await homeserver.listDevices(alice.userId)).toEqual(devices);
  });

  await test.step('an update by the signed feed: refused by the system, that is said and nothing is lost; allowed, the new one starts by itself', async () => {
    await system.install(deb);
    // A release listens to no feed but its own.
    if (!existsSync(join(inside, developmentMark))) return console.log('not shown: the update, as what is packed here is a release');
    const feed = await startUpdateFeed();
    const office = await administrator(system, output);
    const isInstalled = async (which: string) =>
      expect(await system.asRoot('dpkg-query', '-W', '-f', '${Version}', 'latchkey')).toBe(which);
    try {
      const key = feed.newKey('ours');
      feed.publishFile(key, later, await next, 'More of it.');
      const updates = { feed: feed.url, keys: [key.publicKey], kind: 'deb', quietMs: 0 };
      app = await startInstalled(mira, 'latchkey', output, [`LATCHKEY_UPDATES=${JSON.stringify(updates)}`]);
      const notice = (title: string) => app.page.getByRole('region', { name: `Latchkey ${later} ${title}` });
      const press = (title: string, name: string) => notice(title).getByRole('button', { name }).click({ timeout: 60_000 });
      await press('is available', 'Download');
      app = await startsAgain(mira, app, () => press('is ready', 'Restart'));
      await isInstalled(version);
      await expect(notice('could not be installed')).toContainText('Your system did not install it', { timeout: 30_000 });
      await everythingIsThere(app, 'From a folder');
      hasItsSandboxOn(app);
      office.trusts('mira');
      await press('could not be installed', 'Try again');
      app = await startsAgain(mira, app, () => press('is ready', 'Restart'));
      await isInstalled(later);
      await everythingIsThere(app, 'From a folder');
      hasItsSandboxOn(app);
      mayBecomeMore(app);
      const settings = settingsDialog(app.page);
      await settings.section('Updates');
      await expect(settings.dialog.getByRole('status')).toContainText('There was nothing newer.');
      await app.close();
      expect(await homeserver.listDevices(alice.userId)).toEqual(devices);
    } finally {
      await office.leave();
      await feed.close();
    }
    await removed();
  });
});

test('what is packed passes the linters of those who will get it, and holds nothing but the application', async () => {
  const looking = promisify(execFile)(process.execPath, ['scripts/packageCheck.mjs'], { cwd: root, maxBuffer: 50_000_000 });
  const printed = await looking.then(
    ({ stdout }) => stdout,
    (cause: { readonly stdout: string; readonly stderr: string }) => `${cause.stdout}${cause.stderr}\nWRONG it ended so`,
  );
  expect(printed).not.toContain('WRONG');
  for (const part of ['desktop entry', 'AppStream', 'lintian', 'nothing but the application']) expect(printed).toContain(`good  ${part}`);
});
