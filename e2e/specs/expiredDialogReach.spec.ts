import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from '../app/accessibility.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

/** Names of what the Tab key reaches, once round. */
async function tabRound(page: Page): Promise<readonly string[]> {
  const names: string[] = [];
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(async () => {
      // The guard behind the last control hands the focus on.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { activeElement: at } = document;
      if (!at?.closest('[role="dialog"]')) return `OUTSIDE: ${at?.outerHTML.slice(0, 200)}`;
      return at.getAttribute('aria-label') || document.querySelector(`label[for="${at.id}"]`)?.textContent || at.textContent || at.tagName;
    });
    if (names.includes(name)) break;
    names.push(name);
  }
  return names;
}

const isFocused = (at: Locator): Promise<boolean> => at.evaluate((element) => element === document.activeElement);

test('L2 the dialog: whose session it is, nothing lost, no barrier that axe finds, the focus stays inside, and the keyboard is enough', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await composer(app.page).draft('Half a sentence');
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  await expect(expired.dialog).toContainText(alice.username);
  await expect(expired.dialog).toContainText(homeserver.serverName);
  await expect(expired.dialog).toContainText('Nothing on this device was lost');
  await expect(expired.password).toBeFocused();
  await expect(expired.password).toHaveAttribute('type', 'password');
  expect(await accessibilityProblems(app.page, expired.dialog)).toEqual([]);

  const reached = await tabRound(app.page);
  expect(reached.filter((name) => name.startsWith('OUTSIDE'))).toEqual([]);
  expect(reached.join(', ')).toMatch(/Sign in again.*Not now.*Sign out and erase/);

  for (let step = 0; step < reached.length && !(await isFocused(expired.notNow)); step += 1) await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Enter');
  await expect(expired.dialog).toBeHidden();
  await expect(app.page.getByText('Signed out for now')).toBeVisible();
  const back = app.page.getByRole('status').getByRole('button', { name: 'Sign in again' });
  await back.focus();
  await app.page.keyboard.press('Enter');
  await expect(expired.password).toBeFocused();
  await app.page.keyboard.type('wrong');
  await app.page.keyboard.press('Enter');
  await expect(expired.dialog).toContainText('Wrong password');
  await expect(expired.password, 'ready to be typed again').toBeFocused();
  expect(await accessibilityProblems(app.page, expired.dialog)).toEqual([]);
  await app.page.keyboard.press('Control+A');
  await app.page.keyboard.type(alice.password);
  await app.page.keyboard.press('Enter');
  await app.waitForPhase('active');
  await expect(composer(app.page).box, 'one writes on where one was').toBeFocused();
  await expect(composer(app.page).box).toHaveValue('Half a sentence');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
});

test('L2 no connection while signing in again: said in the dialog, tried again by itself and on demand', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Knock');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  await network.goOffline();
  await expired.signInAgain(alice.password);
  await expect(expired.problem).toContainText('No connection');
  await expect(expired.dialog).toContainText(/Trying again in/);
  expect(await accessibilityProblems(app.page, expired.dialog)).toEqual([]);
  await network.goOnline();
  await expired.dialog.getByRole('button', { name: 'Try now' }).click();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('Knock')).toBeVisible();
});
