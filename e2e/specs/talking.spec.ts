import { accessibilityProblems } from '../app/accessibility.ts';
import { composer } from '../pages/composer.ts';
import { fromMenu, inMenu, row } from '../pages/messageTools.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

test('by keyboard alone: messages by arrows, their tools by Enter and the menu key, back by Esc; what is new is said once; Ctrl+K right behind a dialog', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room: home } = await signedInLife({ homeserver, people, launch });
  const { page } = app;
  const { region, message } = timeline(page);
  const box = composer(page).box;
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const said = page.locator('[data-news]');

  // What is there when a room is opened is not news; what comes then is said, once, and one's own is not.
  await expect(said).toHaveText('bob: The lamp is lit');
  await bob.send(home, 'The tide is out');
  await expect(said).toHaveText('bob: The tide is out');
  await composer(page).send('I see it');
  await bob.waitForMessage(home, 'I see it');
  await expect(row(app, 'I see it').getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);
  await expect(said).toHaveText('bob: The tide is out');
  await expect(region.locator('[role="log"], [aria-live]:not([role="status"])')).toHaveCount(0);

  const room = await bob.createRoom({ name: 'Pier', invite: [alice.userId] });
  for (let number = 1; number <= 40; number += 1) await bob.send(room, `Wave ${number}`);
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  // A dialog on its way out is in nobody's way.
  await press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Jump to a room' })).toBeVisible();
  await page.evaluate(() => {
    const key = (name: string, more: object = {}): boolean =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }),
      );
    key('Escape');
    return new Promise<void>((done) => {
      requestAnimationFrame(() => {
        key('k', { ctrlKey: true });
        done();
      });
    });
  });
  await expect(page.getByRole('dialog', { name: 'Jump to a room' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Pier');
  await press('Enter');
  await expect(box).toBeFocused();
  await expect(message('Wave 40')).toBeVisible();

  // Up from the composer, on through the rows, over what is not drawn, and back down to it.
  await press('ArrowUp');
  const focused = page.locator('article:focus');
  const state = page.locator('.stateRow:focus');
  await expect(state).toContainText('joined');
  await press('ArrowUp');
  await expect(focused).toContainText('Wave 40');
  await press('ArrowUp');
  await expect(focused).toContainText('Wave 39');
  await press('PageUp');
  await expect(focused).not.toContainText('Wave 39');
  await expect(focused).toBeInViewport();
  const held = page.locator('[data-row]:focus');
  const at = await held.getAttribute('data-row');
  await press('Home');
  await expect(held).toBeInViewport();
  await expect(held).not.toHaveAttribute('data-row', at ?? '');
  await press('PageDown');
  await expect(focused).toBeInViewport();
  await press('End');
  await expect(state).toBeInViewport();
  await press('ArrowDown');
  await expect(box).toBeFocused();
  await box.fill('Half');
  await press('Home');
  await press('Control+ArrowUp');
  await expect(state).toBeFocused();
  await press('ArrowUp');
  await expect(focused).toContainText('Wave 40');

  // Everything that can be done with it, named; its tools by the menu key as well.
  await press('Enter');
  const menu = page.getByRole('menu', { name: 'Message actions' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  expect(await accessibilityProblems(page, region)).toEqual([]);
  await press('Escape');
  await expect(focused).toContainText('Wave 40');
  await press('ContextMenu');
  await expect(menu).toBeVisible();
  await press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Reply' })).toBeFocused();
  await press('Enter');
  await expect(box).toBeFocused();
  await box.fill('The last one');
  await press('Enter');
  await bob.waitForMessage(room, 'The last one');
  await expect(row(app, 'The last one')).toContainText('Wave 40');
  await press('Control+ArrowUp');
  await expect(focused).toContainText('The last one');
  await press('Enter');
  await inMenu(app, 'Edit').press('Enter');
  await expect(box).toHaveValue('The last one');
  await press('Escape');
  await press('Control+ArrowUp');
  await press('Shift+F10');
  await expect(menu).toBeVisible();
  await inMenu(app, 'Delete…').press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('article:focus-within')).toContainText('The last one');
  await press('Escape');
  await expect(box).toBeFocused();

  // The right button: the same menu; the link leads here.
  await row(app, 'Wave 39').click({ button: 'right' });
  await inMenu(app, 'Copy link').click();
  await expect(menu).toHaveCount(0);
  await fromMenu(app, 'Wave 38', 'Copy text');
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('Wave 38');
  await expect(roomList(page).navigation).toBeVisible();
});
