import type { Locator } from '@playwright/test';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const row = (app: App, text: string): Locator => timeline(app.page).region.getByRole('article').filter({ hasText: text }).first();
const option = (app: App, name: string | RegExp): Locator =>
  app.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name });

/** As the other side has it, decrypted. */
async function received(person: Person, room: string, body: string) {
  const { eventId } = await person.waitForMessage(room, body);
  const event = person.client.getRoom(room)?.findEventById(eventId);
  if (!event) throw new Error(`${body} has gone`);
  return event;
}

const mentioning = (body: string, formatted: string, mentions: object) => ({
  msgtype: 'm.text',
  body,
  format: 'org.matrix.custom.html',
  formatted_body: formatted,
  'm.mentions': mentions,
});

test('T105 emoji, mentions and commands by keyboard: sent, received, kept over a restart, edited, in an encrypted room', async ({
  homeserver,
  people,
  launch,
  network,
}) => {
  test.setTimeout(120_000);
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  let box = composer(app.page).box;
  let { keyboard } = app.page;
  await bob.client.setDisplayName('Robert Lamp_lighter');

  // An emoji from the board, found by its name; the next by its short code.
  await app.page.getByRole('button', { name: 'Emoji', exact: true }).focus();
  await keyboard.press('Enter');
  await expect(app.page.getByRole('combobox', { name: 'Find an emoji' })).toBeFocused();
  await keyboard.type('party popper');
  await expect(app.page.getByRole('gridcell', { name: 'party popper', selected: true })).toBeVisible();
  await keyboard.press('Enter');
  await expect(box).toBeFocused();
  await keyboard.type(' lit :fire');
  await expect(option(app, /fire/).first()).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Tab');
  await expect(box).toHaveValue('🎉 lit 🔥');
  await keyboard.press('Control+z');
  await expect(box).toHaveValue('🎉 lit :fire');
  await keyboard.press('Escape');
  await keyboard.press('Enter');
  await bob.waitForMessage(room, '🎉 lit :fire');
  await waitUntil(
    'the recent ones at the server',
    () => network.requests({ method: 'PUT', path: /account_data\/m\.recent_emoji$/ }).length > 0,
  );

  // A reaction out of all of them.
  await row(app, 'The lamp is lit').hover();
  await row(app, 'The lamp is lit').getByRole('button', { name: 'React', exact: true }).click();
  await expect(app.page.getByRole('menuitem').first()).toHaveText('🔥');
  await app.page.getByRole('menuitem', { name: 'More…' }).click();
  await expect(app.page.getByRole('combobox', { name: 'Find an emoji' })).toBeFocused();
  await keyboard.type('lighthous');
  await expect(app.page.getByText('No emoji for “lighthous”.')).toBeVisible();
  await keyboard.press('Control+a');
  await keyboard.type('lotus');
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(row(app, 'The lamp is lit').getByRole('button', { name: /^🪷/u, pressed: true })).toBeVisible();
  await waitUntil('the reaction', () =>
    bob.client
      .getRoom(room)
      ?.getLiveTimeline()
      .getEvents()
      .find((event) => event.getType() === 'm.reaction' && event.getRelation()?.key === '🪷'),
  );

  // A mention is a name while it is written, in the draft that outlives the app, and a link and a call when it is sent.
  await box.click();
  await keyboard.type('Thanks @lamp');
  await expect(option(app, /Robert Lamp_lighter/)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(box).toHaveValue('Thanks @Robert Lamp_lighter ');
  await app.restart();
  box = composer(app.page).box;
  keyboard = app.page.keyboard;
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await expect(box).toHaveValue('Thanks @Robert Lamp_lighter ');
  await box.press('Control+End');
  await keyboard.type('for the *lamp*');
  await keyboard.press('Enter');
  const thanks = await received(bob, room, 'Thanks @Robert Lamp_lighter for the *lamp*');
  expect(thanks.isEncrypted()).toBe(true);
  expect(thanks.getContent()).toMatchObject({
    formatted_body: `Thanks <a href="https://matrix.to/#/${encodeURIComponent(bob.userId).replace('%40', '@').replace('%3A', ':')}">@Robert Lamp_lighter</a> for the <em>lamp</em>`,
    'm.mentions': { user_ids: [bob.userId] },
  });
  await expect(row(app, 'for the lamp').locator('a.namedUser')).toHaveText('@Robert Lamp_lighter');

  // An edit keeps it and calls nobody twice.
  await box.press('ArrowUp');
  await expect(box).toHaveValue('Thanks @Robert Lamp_lighter for the *lamp*');
  await box.press('Control+End');
  await keyboard.type(' and oil');
  await keyboard.press('Enter');
  await waitUntil('the edit', () => thanks.replacingEvent());
  expect(thanks.replacingEvent()?.getContent()).toMatchObject({
    'm.mentions': {},
    'm.new_content': { body: 'Thanks @Robert Lamp_lighter for the *lamp* and oil', 'm.mentions': { user_ids: [bob.userId] } },
  });
  expect(thanks.replacingEvent()?.getContent()['m.mentions']).toEqual({});

  // What comes in: the name is the member’s, and whoever is called is who is said to be, not whose name stands there.
  const link = `<a href="https://matrix.to/#/${alice.userId}">The administrator</a>`;
  await bob.client.sendMessage(room, mentioning('The administrator: come', `${link}: come`, { user_ids: [alice.userId] }) as never);
  const called = row(app, ': come');
  await expect(called.locator('a.namedSelf')).toHaveText(/^@alice/);
  await expect(called).toHaveClass(/messageMention/);
  await expect(called).not.toContainText('The administrator');
  await bob.client.sendMessage(room, mentioning(`${alice.userId} went`, `${link} went`, {}) as never);
  await expect(row(app, ' went').locator('a.namedSelf')).toBeVisible();
  await expect(row(app, ' went')).not.toHaveClass(/messageMention/);

  // Commands: one that is none is never sent by mistake, one that is not allowed says so.
  await composer(app.page).send('/me waves');
  expect((await received(bob, room, 'waves')).getContent()['msgtype']).toBe('m.emote');
  await composer(app.page).send('/jion #harbour:example.org');
  await expect(app.page.getByRole('alert').filter({ hasText: 'There is no command “/jion”.' })).toBeVisible();
  const line = app.page.locator('.commandLine');
  await line.getByRole('button', { name: 'Edit' }).click();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('/jion #harbour:example.org');
  await line.getByRole('button', { name: 'Send as text' }).click();
  await bob.waitForMessage(room, '/jion #harbour:example.org');
  await composer(app.page).send('/topic The lamp room');
  await expect(line.getByRole('alert')).toBeVisible();
  await expect(box).toHaveValue('/topic The lamp room');
  await box.fill('');
  await expect(line).toHaveCount(0);
});

test('a plain room: everybody is called where one may, rooms are named, bold and lists by keys, commands change the room', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, alice, bob, room: lighthouse } = await signedInLife({ homeserver, people, launch });
  const box = composer(app.page).box;
  const { keyboard } = app.page;
  const room = await bob.createRoom({ name: 'Pier', invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  await roomList(app.page).open('Pier');
  await box.click();
  await keyboard.type('@ro');
  await expect(option(app, /bob/)).toHaveCount(0);
  await expect(option(app, /@room/)).toHaveCount(0);
  await bob.client.setPowerLevel(room, alice.userId, 50);
  await expect(option(app, /@room/)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await keyboard.type('see #light');
  await expect(option(app, 'Lighthouse')).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await keyboard.press('Backspace');
  await keyboard.press('Enter');
  const call = await received(bob, room, '@room see #Lighthouse');
  expect(call.isEncrypted()).toBe(false);
  expect(call.getContent()['m.mentions']).toEqual({ room: true });
  expect(call.getContent()['formatted_body']).toContain(`https://matrix.to/#/${lighthouse}`);
  await expect(row(app, '#Lighthouse').locator('a.namedRoom')).toHaveText('#Lighthouse');

  await keyboard.type('- one');
  await keyboard.press('Shift+Enter');
  await keyboard.press('Control+b');
  await keyboard.type('two');
  await expect(box).toHaveValue('- one\n- **two**');
  await keyboard.press('Enter');
  expect((await received(bob, room, '- one\n- **two**')).getContent()['m.mentions']).toEqual({});

  await composer(app.page).send('/topic Where ships lie');
  await expect(app.page.getByText('Where ships lie', { exact: true })).toBeVisible();
  await expect(box).toHaveValue('');
  await composer(app.page).send('/roomname Harbour');
  await expect(app.page.getByRole('main').getByRole('heading', { name: 'Harbour' })).toBeVisible();
  await waitUntil('the new name', () => bob.client.getRoom(room)?.name === 'Harbour');

  // Nobody puts out who stands higher: it says so, and the command is still there.
  await composer(app.page).send(`/kick ${bob.userId} tide is out`);
  await expect(app.page.locator('.commandLine').getByRole('alert')).toBeVisible();
  await expect(box).toHaveValue(`/kick ${bob.userId} tide is out`);
});
