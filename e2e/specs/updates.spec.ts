import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signInApp } from '../app/signInApp.ts';
import { expect, test } from '../fixtures/test.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { startUpdateFeed } from '../updates/startUpdateFeed.ts';

const old = '#!/bin/sh\nexit 0\n';
const notes = '<b>Threads</b> are there.\n\u202EAnd pictures.';

test('T49 T50 T51 T52 an update: one by somebody else is refused in words; ours is offered, told, downloaded on consent and started; switched off, nobody is asked', async ({
  people,
  launch,
}) => {
  const feed = await startUpdateFeed();
  try {
    const ours = feed.newKey('ours');
    const theirs = feed.newKey('theirs');
    const home = makeRunSubdirectory('appImage');
    const installed = join(home, 'Latchkey.AppImage');
    const ran = join(home, 'ran');
    const newer = `#!/bin/sh\necho started > '${ran}'\n`;
    writeFileSync(installed, old, { mode: 0o755 });
    feed.publish(theirs, '99.0.0', newer, notes);
    const LATCHKEY_UPDATES = JSON.stringify({ feed: feed.url, keys: [ours.publicKey], kind: 'AppImage', quietMs: 0 });
    const app = await launch({ env: { LATCHKEY_UPDATES, APPIMAGE: installed } });
    await signInApp(app, await people.account());

    const settings = settingsDialog(app.page);
    await settings.section('Updates');
    await expect(settings.dialog.getByRole('status')).toContainText('was not signed by Latchkey’s makers');
    expect(feed.requests.filter((path) => path.endsWith('.AppImage'))).toEqual([]);

    feed.publish(ours, '99.0.0', newer, notes);
    await settings.dialog.getByRole('button', { name: 'Check now' }).click();
    await expect(settings.dialog.getByRole('heading', { name: 'Latchkey 99.0.0 is available' })).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(settings.dialog).toBeHidden();
    const notice = app.page.getByRole('region', { name: 'Latchkey 99.0.0 is available' });
    await notice.getByRole('button', { name: 'What is new' }).click();
    await expect(settings.dialog.getByText('<b>Threads</b> are there.\nAnd pictures.', { exact: true })).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(settings.dialog).toBeHidden();
    expect(
      feed.requests.filter((path) => path.endsWith('.AppImage')),
      'not before somebody asks',
    ).toEqual([]);
    await notice.getByRole('button', { name: 'Download' }).click();
    const ready = app.page.getByRole('region', { name: 'Latchkey 99.0.0 is ready' });
    await expect(ready).toBeVisible();
    expect(readFileSync(installed, 'utf8'), 'nothing is installed while the app runs').toBe(old);
    const ended = app.ended();
    await ready.getByRole('button', { name: 'Restart' }).click();
    await ended;
    expect(readFileSync(installed, 'utf8')).toBe(newer);
    await expect.poll(() => existsSync(ran)).toBe(true);

    // What runs now is still the old one: an update that did not get into place is said.
    await app.restart();
    await app.waitForPhase('active');
    await expect(app.page.getByRole('region', { name: 'Latchkey 99.0.0 could not be installed' })).toBeVisible();
    const again = settingsDialog(app.page);
    await again.section('Updates');
    await again.dialog.getByRole('switch', { name: /Check for updates/ }).click();
    await expect(again.dialog.getByRole('status')).toHaveText('Latchkey does not check for updates, as you chose.');
    const asked = feed.requests.length;
    await app.restart();
    await app.waitForPhase('active');
    const off = settingsDialog(app.page);
    await off.section('Updates');
    await expect(off.dialog.getByRole('status')).toHaveText('Latchkey does not check for updates, as you chose.');
    expect(feed.requests.length).toBe(asked);
    await off.dialog.getByRole('switch', { name: /Check for updates/ }).click();
    await expect.poll(() => feed.requests.length).toBe(asked + 2);
  } finally {
    await feed.close();
  }
});
