import { readFileSync } from 'node:fs';
import type { App } from '../app/launchApp.ts';
import { looks } from '../app/looks.ts';
import { treeOf } from '../app/processTree.ts';
import { signInApp } from '../app/signInApp.ts';
import { startPlainly } from '../app/startPlainly.ts';
import { onlyEntry } from '../keyring/onlyEntry.ts';
import { expect, test } from '../fixtures/test.ts';

/** How the window that people see stands, as Electron knows it. */
const windowIs = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith('app://latchkey/'));
    return page === undefined ? null : { visible: page.isVisible(), focused: page.isFocused() };
  });

const hide = (app: App) =>
  app.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });

test('J9 a second start brings the first window to the front, and never opens the profile', async ({
  people,
  keyring,
  network,
  launch,
}) => {
  const app = await launch();
  await signInApp(app, await people.account());
  const { mainPid } = app;
  const entry = await onlyEntry(keyring);
  await hide(app);
  await expect.poll(() => windowIs(app)).toEqual({ visible: false, focused: false });
  const processes = treeOf(mainPid, app.profile).length;
  const asked = network.mark();

  expect(await (await startPlainly(app, keyring)).exited).toBe(0);
  await expect.poll(() => windowIs(app)).toEqual({ visible: true, focused: true });
  expect(await app.phase()).toBe('active');
  expect(app.mainPid).toBe(mainPid);
  await expect.poll(() => treeOf(mainPid, app.profile).length, 'no process more than before').toBe(processes);
  expect(network.requests({ method: 'POST', path: '/login' })).toHaveLength(1);
  expect(network.requests(({ order, path }) => order > asked && path.endsWith('/account/whoami'))).toEqual([]);
  expect(await keyring.items()).toEqual([entry]);
});

test('J9 three starts at the same moment: one gets the profile, the others leave it alone', async ({
  people,
  keyring,
  network,
  launch,
}) => {
  const app = await launch();
  await signInApp(app, await people.account());
  await onlyEntry(keyring);
  await app.close();
  const started = looks(app, 'open');
  const all = await Promise.all([1, 2, 3].map(() => startPlainly(app, keyring)));
  const running = () => all.filter((one) => one.isRunning());
  await expect.poll(() => running().length, { timeout: 20_000 }).toBe(1);
  const [winner] = running();
  const others = all.filter((one) => one !== winner);
  expect(await Promise.all(others.map((one) => one.exited))).toEqual([0, 0]);
  await expect.poll(() => looks(app, 'open'), { timeout: 20_000 }).toBe(started + 1);
  await expect.poll(() => readFileSync(app.logFile, 'utf8').split('opening → active').length - 1).toBe(2);
  await winner?.quit();
  await expect.poll(() => treeOf(0, app.profile)).toEqual([]);

  await app.restart();
  await app.waitForPhase('active');
  expect(network.requests({ method: 'POST', path: '/login' })).toHaveLength(1);
});
