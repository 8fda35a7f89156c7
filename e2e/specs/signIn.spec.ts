import { accountFolders } from '../app/accountFolders.ts';
import type { App } from '../app/launchApp.ts';
import { secretsInProcesses } from '../app/secretsInProcesses.ts';
import { answer, cut, matrixError } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import { signInForm } from '../pages/signInForm.ts';
import { secretsUsed } from '../run/secretsUsed.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };

/** What went wrong, as it is said: one place or several, but always these words. */
const said = (app: App, words: string | RegExp) => app.page.getByRole('alert').filter({ hasText: words }).first();

const isFocused = (app: App, name: string) => expect(app.page.getByRole('textbox', { name })).toBeFocused();

test('H4 A18 J11 signing in by keyboard alone, the address with slashes: the password goes to the server and nowhere else', async ({
  people,
  network,
  launch,
}) => {
  const account = await people.account();
  const app = await launch({ homeserver: undefined });
  await app.waitForPhase('signedOut');
  const { keyboard } = app.page;
  await isFocused(app, 'Homeserver');
  await keyboard.type(`${network.url}//`);
  await keyboard.press('Tab');
  await isFocused(app, 'Username');
  await keyboard.press('Enter');
  await expect(said(app, 'Type your username.')).toBeVisible();
  await isFocused(app, 'Username');
  await keyboard.type(account.username);
  await keyboard.press('Tab');
  await isFocused(app, 'Password');
  await keyboard.type(account.password);
  await expect(signInForm(app.page).password).toHaveAttribute('type', 'password');
  await keyboard.press('Enter');
  await app.waitForPhase('active');

  const [login, ...more] = network.requests(LOGIN);
  expect(more).toEqual([]);
  expect(login?.bodyJson()).toMatchObject({ type: 'm.login.password', identifier: { user: account.username } });
  expect(login?.bodyJson()).not.toHaveProperty('device_id');
  expect(network.requests(({ path }) => path.includes('//')).map(({ path }) => path)).toEqual([]);
  const urls = network.requests().map(({ path, query }) => decodeURIComponent(`${path}?${query}`));
  expect(secretsUsed().filter((secret) => urls.some((url) => url.includes(secret))).length, 'secrets in URLs').toBe(0);
  expect(urls.filter((url) => url.includes('access_token'))).toEqual([]);
  expect(secretsInProcesses(app, { password: account.password })).toEqual([]);
  expect(app.logs().includes(account.password), 'password in a log').toBe(false);
  expect((await app.page.content()).includes(account.password), 'password in the page').toBe(false);
});

test('H4 an address with a slash that stands there already, and a full user ID as the username', async ({ people, network, launch }) => {
  const account = await people.account();
  const app = await launch({ homeserver: `${network.url}/` });
  await app.waitForPhase('signedOut');
  await expect(signInForm(app.page).homeserver).toHaveValue(`${network.url}/`);
  await signInForm(app.page).signIn({ username: account.userId, password: account.password });
  await app.waitForPhase('active');
});

test('C10 C12 G5 H12 wrong, locked, closed: the right words beside the right field, nothing kept, then the right password', async ({
  homeserver,
  people,
  keyring,
  network,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await app.waitForPhase('signedOut');
  const form = signInForm(app.page);
  const tryOnce = async (username: string, password: string, words: string | RegExp): Promise<void> => {
    const before = network.requests(LOGIN).length;
    await form.signIn({ username, password });
    // Chromium itself repeats a request whose kept-alive connection was cut.
    await expect.poll(() => network.requests(LOGIN).length).toBeGreaterThan(before);
    await expect(said(app, words)).toBeVisible();
    expect(await app.phase()).toBe('signedOut');
  };

  await tryOnce(account.username, 'not the password', 'Wrong username or password.');
  await expect(form.password).toBeFocused();
  expect(await form.password.evaluate((input: HTMLInputElement) => (input.selectionEnd ?? 0) - (input.selectionStart ?? 0))).toBe(16);
  await tryOnce('nobody-of-this-name', account.password, 'Wrong username or password.');

  await homeserver.lock(account.userId);
  await tryOnce(account.username, account.password, 'This account is locked. Whoever runs the server can unlock it.');
  await homeserver.unlock(account.userId);
  const closed = await people.account('closed');
  await homeserver.deactivate(closed.userId);
  // Synapse does not tell a closed account from a wrong password.
  await tryOnce(closed.username, closed.password, 'Wrong username or password.');

  const answers: readonly (readonly [Effect, string])[] = [
    [matrixError(403, 'M_USER_DEACTIVATED'), 'This account was closed.'],
    // The code counts more than the status; without one that says something, the status counts.
    [matrixError(403, 'M_USER_LOCKED'), 'This account is locked.'],
    [matrixError(500, 'M_FORBIDDEN'), 'Wrong username or password.'],
    [matrixError(500, 'M_UNKNOWN'), 'The server is having trouble.'],
    [answer({ status: 502, html: '<h1>Bad gateway</h1>' }), 'The server is having trouble.'],
    [matrixError(403, 'M_UNKNOWN'), 'The server refused.'],
    [cut(), 'The server cannot be reached. Check your connection.'],
  ];
  for (const [effect, words] of answers) {
    const rule = network.on(LOGIN, effect);
    await tryOnce(account.username, account.password, words);
    rule.remove();
  }
  expect(accountFolders(app)).toEqual([]);
  await expect.poll(() => keyring.items()).toEqual([]);
  expect(await homeserver.listDevices(account.userId)).toEqual([]);

  await form.signIn(account);
  await app.waitForPhase('active');
  expect(await homeserver.listDevices(account.userId)).toHaveLength(1);
});
