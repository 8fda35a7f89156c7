import type { Page } from '@playwright/test';
import { signInApp } from '../app/signInApp.ts';
import { answer, matrixError } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import { startProxy } from '../faults/startProxy.ts';
import { api } from '../people/api.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInForm } from '../pages/signInForm.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };

const countdown = (page: Page) => page.getByRole('button', { name: /^Try again in/ });

const limited = (headers: Record<string, string>, more: Record<string, unknown> = {}): Effect =>
  answer({ status: 429, headers, json: { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', ...more } });

interface Case {
  readonly wait: string;
  readonly effect: () => Effect;
  /** What the button may say first. */
  readonly label: RegExp;
}

const cases: readonly Case[] = [
  { wait: 'seconds, before the body', effect: () => limited({ 'retry-after': '2' }, { retry_after_ms: 90_000 }), label: /in [12] s$/ },
  {
    wait: 'a date, before the body',
    effect: () => limited({ 'retry-after': new Date(Date.now() + 3_000).toUTCString() }, { retry_after_ms: 90_000 }),
    label: /in [23] s$/,
  },
  { wait: 'milliseconds of the body', effect: () => limited({}, { retry_after_ms: 2_400 }), label: /in [23] s$/ },
  {
    wait: 'a number of another status',
    effect: () => matrixError(403, 'M_LIMIT_EXCEEDED', { retry_after_ms: 1_800 }),
    label: /in [12] s$/,
  },
];

test('C11 H11 H12 every way of saying "wait": a countdown, and no try before its end', async ({ people, network, launch }) => {
  const account = await people.account();
  const app = await launch();
  await app.waitForPhase('signedOut');
  const form = signInForm(app.page);
  for (const { wait, effect, label } of cases) {
    const rule = network.on(LOGIN, effect(), { times: 1 });
    await form.signIn(account);
    await expect(countdown(app.page), wait).toHaveText(label);
    await expect(countdown(app.page)).toBeDisabled();
    await expect(form.problem.filter({ hasText: 'Too many tries. The server asks for a pause.' })).toBeVisible();
    const tries = network.requests(LOGIN).length;
    await form.password.press('Enter');
    await expect(form.submit).toBeEnabled();
    expect(network.requests(LOGIN).length, 'tries during the countdown').toBe(tries);
    rule.remove();
  }
  network.on(LOGIN, answer({ status: 429, html: '<h1>Slow down</h1>' }));
  await form.submit.click();
  await expect(countdown(app.page), 'no time said').toHaveText(/in [45] s$/);
});

test('C11 H11 the limits of a real server: the right password is refused too, and taken after the wait', async ({
  startServer,
  launch,
}) => {
  const server = await startServer({ loginLimits: { failed_attempts: { per_second: 0.2, burst_count: 2 } } });
  const proxy = await startProxy(server.url);
  const account = await server.createUser();
  const app = await launch({ homeserver: proxy.url });
  await app.waitForPhase('signedOut');
  const form = signInForm(app.page);
  await form.fill(account);
  const wrong = { type: 'm.login.password', identifier: { type: 'm.id.user', user: account.userId }, password: 'not it' };
  const guess = async () => (await api({ homeserver: server.url }).raw('POST', 'v3/login', wrong)).status;
  await expect.poll(guess, { message: 'somebody guesses until the server has enough', intervals: [1] }).toBe(429);
  await form.submit.click();
  await expect(countdown(app.page)).toBeDisabled();
  const refused = proxy.requests(LOGIN).at(-1);
  const outcome = refused?.outcome();
  if (outcome?.kind !== 'answered') throw new Error('the server did not answer');
  expect(outcome.status).toBe(429);
  const waitMs: number = outcome.json().retry_after_ms;
  await expect(form.submit).toBeEnabled();
  await form.submit.click();
  await app.waitForPhase('active');
  const accepted = proxy.requests(LOGIN).at(-1);
  expect((accepted?.arrivedAt ?? 0) - outcome.at).toBeGreaterThanOrEqual(waitMs - 50);
  await proxy.stop();
});

test('C10 C11 signing in again: a wrong password and every way of saying "wait", in the dialog, with nothing lost', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const account = await people.account();
  const app = await launch();
  await signInApp(app, account);
  const devices = await homeserver.listDevices(account.userId);
  const bob = await people.person('bob');
  await homeserver.expireTokens({ userId: account.userId });
  await bob.createRoom({ name: 'Wakes the sync', invite: [account.userId] });
  await app.waitForPhase('expired');
  const dialog = sessionExpiredDialog(app.page);
  await dialog.signInAgain('not the password');
  await expect(dialog.problem).toHaveText('Wrong password. Nothing was lost; try again.');
  await expect(dialog.password).toBeFocused();
  expect(await app.phase()).toBe('expired');

  for (const { wait, effect, label } of cases.slice(0, 3)) {
    const rule = network.on(LOGIN, effect(), { times: 1 });
    await dialog.signInAgain(account.password);
    await expect(countdown(app.page), wait).toHaveText(label);
    await expect(countdown(app.page)).toBeDisabled();
    const tries = network.requests(LOGIN).length;
    await dialog.password.press('Enter');
    await expect(dialog.submit).toBeEnabled();
    expect(network.requests(LOGIN).length, 'tries during the countdown').toBe(tries);
    rule.remove();
  }
  await dialog.submit.click();
  await app.waitForPhase('active');
  expect(await homeserver.listDevices(account.userId)).toEqual(devices);
});
