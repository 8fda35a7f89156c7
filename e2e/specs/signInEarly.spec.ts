import { rewriteJson } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };

test('L1 C5 C17 the session ends soon: signing in early in the same dialog interrupts nothing, and the old end comes and goes', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const first = network.on(
    LOGIN,
    rewriteJson((body) => ({ ...body, expires_in_ms: 25_000 })),
  );
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  first.remove();
  const endsAt = performance.now() + 25_000;
  const text = 'Half a sentence, not sent';
  await composer(app.page).box.fill(text);
  await app.page.getByRole('button', { name: 'Sign in now' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Sign out and erase' })).toHaveCount(0);

  await dialog.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  await expect(dialog.getByText('Wrong password. Nothing was lost; try again.')).toBeVisible();
  // Requests went on all the time.
  await bob.send(room, 'While the dialog is up');
  // For screen readers nothing is behind the dialog; for the eye it is.
  await expect(app.page.locator('[data-pane="timeline"]').getByText('While the dialog is up', { exact: true })).toBeVisible();

  await dialog.getByRole('textbox', { name: 'Password' }).fill(alice.password);
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  await expect(dialog).toHaveCount(0);
  await app.waitForPhase('active');
  expect(network.requests(LOGIN).at(-1)?.bodyJson()).toMatchObject({ device_id: deviceId });
  await expect(app.page.getByText(/Your session ends at/)).toHaveCount(0);
  await expect(composer(app.page).box).toHaveText(text);
  const old = network.requests(({ token }) => token !== undefined)[0]?.token;
  const mark = network.mark();
  await expect.poll(() => performance.now(), { timeout: 40_000, intervals: [1_000] }).toBeGreaterThan(endsAt + 1_500);
  expect(await app.phase()).toBe('active');
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  await bob.send(room, 'After the old end');
  await expect(timeline(app.page).message('After the old end')).toBeVisible();
  expect(network.requests(({ order, token }) => order > mark && token === old)).toEqual([]);
  expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
});

test('L1 an early sign-in can be put off: the session goes on as it was', async ({ homeserver, people, network, launch }) => {
  network.on(
    LOGIN,
    rewriteJson((body) => ({ ...body, expires_in_ms: 300_000 })),
  );
  const { app } = await signedInLife({ homeserver, people, launch });
  await app.page.getByRole('button', { name: 'Sign in now' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByRole('button', { name: 'Later' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(app.page.getByText(/Your session ends at/)).toBeVisible();
  expect(await app.phase()).toBe('active');
  expect(network.requests(LOGIN)).toHaveLength(1);
});
