import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPackagedApp } from '../app/packagedApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { newLogFolder } from '../run/logsDirectory.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { expect, test } from '../fixtures/test.ts';

const repository = join(import.meta.dirname, '..', '..');

test('J1 the packaged application signs in, writes, is closed, and finds its keychain entry at the next start', async ({
  homeserver, network, people, keyring,
}) => {
  test.setTimeout(240_000);
  const folder = makeRunSubdirectory('package');
  await promisify(execFile)(process.execPath, ['scripts/package.mjs', '--dir', `-c.directories.output=${folder}`], { cwd: repository, maxBuffer: 50_000_000 });
  const executable = join(folder, 'linux-unpacked', 'latchkey');

  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Lighthouse', encrypted: true, invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  const start = { executable, keyring, profile: makeRunSubdirectory('profile'), homeserver: network.url, outputFile: join(newLogFolder('packaged'), 'output.log') };

  const first = await startPackagedApp(start);
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
