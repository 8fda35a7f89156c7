import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { findElectron } from '../../scripts/electronRuntime.mjs';
import { desktopEntry } from '../../scripts/package/desktopEntry.mjs';
import { readPackaging } from '../../scripts/package/packaging.mjs';
import { developmentMark, whyNoRelease } from '../../scripts/releaseCheck.mjs';
import { makeOrdinaryUser, startAsOrdinaryUser, whyNoOrdinaryUser } from '../app/ordinaryUser.ts';
import { desktopWindows, iconEdge, isWindowOf } from '../app/desktopWindows.ts';
import { packageApp, packageRelease } from '../app/packageApp.ts';
import { startPackagedApp } from '../app/packagedApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { newLogFolder } from '../run/logsDirectory.ts';
import { readProc } from '../run/readProc.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { expect, test } from '../fixtures/test.ts';

test('J1 the packaged application signs in, writes, is closed, and finds its keychain entry at the next start', async ({
  homeserver,
  network,
  people,
  keyring,
}) => {
  test.setTimeout(240_000);
  const executable = join(await packageApp(), 'latchkey');

  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  const start = {
    executable,
    keyring,
    profile: makeRunSubdirectory('profile'),
    homeserver: network.url,
    outputFile: join(newLogFolder('packaged'), 'output.log'),
  };

  const first = await startPackagedApp(start);
  const titled = (await desktopWindows()).filter(({ title }) => title === 'Latchkey');
  const own = await Promise.all(titled.map((one) => isWindowOf(one, first.pid)));
  const [window, ...others] = titled.filter((_, index) => own[index]);
  const wanted = /^StartupWMClass=(.+)$/m.exec(desktopEntry(readPackaging(), 'latchkey'))?.[1];
  expect({ class: window?.class, others }, 'a desktop finds the entry of the window').toEqual({ class: [wanted, wanted], others: [] });
  expect(window && (await iconEdge(window))).toBe(256);
  await signInForm(first.page).signIn({ username: alice.username, password: alice.password });
  await expect(first.page.locator('html[data-session="active"]')).toBeAttached({ timeout: 15_000 });
  await roomList(first.page).open('Lighthouse');
  await composer(first.page).send('From the package');
  expect(await bob.waitForMessage(room, 'From the package')).toMatchObject({ sender: alice.userId, encrypted: true });
  await first.close();
  expect((await keyring.items()).map(({ account }) => account)).toEqual([alice.userId]);

  const second = await startPackagedApp(start);
  await expect(second.page.locator('html[data-session="active"]')).toBeAttached({ timeout: 15_000 });
  await expect(signInForm(second.page).password).toHaveCount(0);
  await roomList(second.page).open('Lighthouse');
  await expect(timeline(second.page).message('From the package')).toBeVisible();
  await second.close();
  expect(network.requests({ method: 'POST', path: '/login' })).toHaveLength(1);
});

test('T19 the fuses of the packaged application', async () => {
  test.setTimeout(240_000);
  const wire = (await getCurrentFuseWire(join(await packageApp(), 'latchkey'))) as Readonly<Record<string, unknown>>;
  const inState = (state: string): readonly string[] =>
    Object.entries(wire)
      .filter(([place, value]) => /^\d+$/.test(place) && String.fromCharCode(Number(value)) === state)
      .flatMap(([place]) => FuseV1Options[Number(place)] ?? []);
  expect(inState('1')).toEqual(['EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar']);
  // Cookies: docs/adr/0010.
  expect(inState('0')).toEqual([
    'RunAsNode',
    'EnableCookieEncryption',
    'EnableNodeOptionsEnvironmentVariable',
    'EnableNodeCliInspectArguments',
    'LoadBrowserProcessSpecificV8Snapshot',
    'GrantFileProtocolExtraPrivileges',
  ]);
});

test('T16 the package says which Electron is in it, and is no release with another than the pinned one', async () => {
  test.setTimeout(240_000);
  const packaged = await packageApp();
  const why = whyNoRelease(findElectron()?.version ?? '');
  const mark = join(packaged, developmentMark);
  if (why === null) expect(existsSync(mark)).toBe(false);
  else {
    expect(readFileSync(mark, 'utf8')).toBe(`${why}\n`);
    expect(await packageRelease()).toEqual({ code: 1, said: expect.stringContaining(why) });
  }
});

const typeOf = (pid: number): string => /--type=([\w-]+)/.exec(readProc(pid, 'cmdline'))?.[1] ?? 'main';
const isFiltered = (pid: number): boolean => /^Seccomp:\t2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const world = (pid: number): string => readlinkSync(`/proc/${pid}/ns/pid`);

test('T4 the packaged application, started by an ordinary user, has its sandbox on, and signs in and writes', async ({
  homeserver,
  people,
}) => {
  const why = whyNoOrdinaryUser();
  test.skip(why !== null, why ?? '');
  test.setTimeout(240_000);
  const packaged = await packageApp();
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  const user = await makeOrdinaryUser();
  try {
    const app = await startAsOrdinaryUser(user, packaged, homeserver.url, join(newLogFolder('sandbox'), 'output.log'));
    await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
    await expect(app.page.locator('html[data-session="active"]')).toBeAttached({ timeout: 15_000 });
    await roomList(app.page).open('Lighthouse');
    await composer(app.page).send('From within the sandbox');
    expect(await bob.waitForMessage(room, 'From within the sandbox')).toMatchObject({ sender: alice.userId, encrypted: true });

    expect(readFileSync(`/proc/${app.mainPid}/cmdline`, 'utf8')).not.toContain('sandbox');
    const renderers = user.processes().filter((pid) => typeOf(pid) === 'renderer');
    expect(renderers.length, 'the page and an engine').toBeGreaterThanOrEqual(2);
    for (const pid of renderers) {
      expect(isFiltered(pid), 'its system calls are filtered').toBe(true);
      expect(world(pid), 'it sees no other process').not.toBe(world(app.mainPid));
    }
    expect(isFiltered(app.mainPid), 'and main is no renderer').toBe(false);
    await app.close();
  } finally {
    await user.remove();
  }
});
