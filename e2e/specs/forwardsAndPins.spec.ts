import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { fromMenu, inMenu, row, tool } from '../pages/messageTools.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const found = <T>(what: string, look: () => T | undefined): Promise<T> =>
  waitUntil(what, look, { timeoutMs: 15_000, everyMs: 25 }) as Promise<T>;
const clipboard = (app: App): Promise<string> => app.electron.evaluate(({ clipboard: board }) => board.readText());

test('forwarded, pinned, several at once, as it read before: encrypted and plain, over a soft logout and a restart, by keyboard and by hand', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(150_000);
  const { app, alice, bob, room: home } = await signedInLife({ homeserver, people, launch });
  const room = await bob.createRoom({ name: 'Pier', invite: [alice.userId] });
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  await bob.client.setPowerLevel(room, alice.userId, 50);
  const pinned = (): readonly string[] =>
    bob.client.getRoom(room)?.currentState.getStateEvents('m.room.pinned_events', '')?.getContent()['pinned'] ?? [];
  const { page } = app;

  // From an encrypted room to a plain one: said before it goes; whom it called and answered stays behind.
  const asked = await bob.send(home, 'Who has the key?');
  await bob.client.sendMessage(home, {
    msgtype: 'm.text',
    body: 'Under the third stone',
    'm.mentions': { user_ids: [alice.userId] },
    'm.relates_to': { 'm.in_reply_to': { event_id: asked } },
  } as never);
  await expect(row(app, 'Under the third stone')).toBeVisible();
  await fromMenu(app, 'Under the third stone', 'Forward…');
  await expect(page.getByRole('combobox', { name: 'Find a room' })).toBeFocused();
  await page.keyboard.type('Pier');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('It was encrypted, and this room is not');
  await expect(page.getByRole('button', { name: 'Forward', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await bob.waitForMessage(room, 'Under the third stone');
  const sent = await found('the message', () =>
    bob.client
      .getRoom(room)
      ?.getLiveTimeline()
      .getEvents()
      .find((event) => event.getContent()['body'] === 'Under the third stone'),
  );
  expect(sent.getContent()).toEqual({ msgtype: 'm.text', body: 'Under the third stone', 'm.mentions': {} });
  expect(sent.getSender()).toBe(alice.userId);
  await expect(page.getByRole('heading', { level: 1, name: 'Pier' })).toBeVisible();

  // Signed out: what is forwarded and pinned waits, over a restart.
  const stone = await bob.send(room, 'Which stone?');
  const first = await bob.send(room, 'The gray one');
  await expect(row(app, 'The gray one')).toBeVisible();
  await homeserver.expireTokens({ userId: alice.userId });
  await bob.send(home, 'Knock');
  await sessionExpiredDialog(page).notNow.click();
  await fromMenu(app, 'Which stone?', 'Pin');
  await expect(page.getByRole('button', { name: 'One pinned message' })).toBeVisible();
  await fromMenu(app, 'The gray one', 'Forward…');
  await expect(page.getByRole('combobox', { name: 'Find a room' })).toBeFocused();
  await page.keyboard.type('Lighthouse');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Forward', exact: true })).toBeFocused();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Lighthouse' })).toBeVisible();
  await expect(row(app, 'The gray one').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await app.restart();
  await sessionExpiredDialog(app.page).notNow.click();
  await expect(row(app, 'The gray one').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Sign in again' }).click();
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  await bob.waitForMessage(home, 'The gray one');
  await found('the pin', () => (pinned().includes(stone) ? true : undefined));

  await pinsAndState({ app, pinned, stone, first, bob, room });
  await severalAtOnce(app, bob, room);
});

interface Pinning {
  readonly app: App;
  readonly pinned: () => readonly string[];
  readonly stone: string;
  readonly first: string;
  readonly bob: Awaited<ReturnType<typeof signedInLife>>['bob'];
  readonly room: string;
}

/** The list of pins leads there, from either side, and state events say what they are. */
async function pinsAndState({ app, pinned, stone, first, bob, room }: Pinning): Promise<void> {
  const { page } = app;
  const { region } = timeline(page);
  await roomList(page).open('Pier');
  await expect(region).toContainText(/alice.* pinned a message/);
  await bob.client.sendStateEvent(room, 'm.room.pinned_events' as never, { pinned: [stone, first] } as never, '');
  for (let number = 1; number <= 30; number += 1) await bob.send(room, `Wave ${number}`);
  await expect(row(app, 'Wave 30')).toBeVisible();
  await page.getByRole('button', { name: '2 pinned messages' }).press('Enter');
  await expect(inMenu(app, 'bob: The gray one')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const current = region.locator('article[aria-current="true"]');
  await expect(current).toContainText('Which stone?');
  await expect(current).toBeInViewport();
  await fromMenu(app, 'Which stone?', 'Unpin');
  await found('the pin to be gone', () => (pinned().length === 1 ? true : undefined));
  await page.getByRole('button', { name: /^Jump to latest/ }).click();

  await bob.send(room, 'Alone next');
  await bob.client.sendStateEvent(room, 'm.room.guest_access' as never, { guest_access: 'forbidden' } as never, '');
  await expect(region).toContainText('no longer lets guests join');
  await bob.send(room, 'Between');
  await bob.client.sendStateEvent(room, 'm.room.history_visibility' as never, { history_visibility: 'joined' } as never, '');
  await bob.client.sendStateEvent(room, 'm.room.server_acl' as never, { allow: ['*'] } as never, '');
  await expect(region).toContainText('2 changes by bob');
  await region.getByRole('button', { name: 'Show' }).last().click();
  await expect(region).toContainText('changed which servers may take part');
}

/** Chosen by Space and by hand; copied with names and times, forwarded, deleted; and how one of them read before. */
async function severalAtOnce(app: App, bob: Pinning['bob'], room: string): Promise<void> {
  const { page } = app;
  const bar = page.getByRole('region', { name: 'Selected messages' });
  await composer(page).send('Starboard');
  await composer(page).send('Larboard');
  await composer(page).draft('Half of a thought');
  await bob.waitForMessage(room, 'Larboard');
  await tool(app, 'Starboard', 'Edit');
  await composer(page).send('Starboard, again');
  await expect(row(app, 'Starboard, again')).toContainText('edited');
  await fromMenu(app, 'Starboard, again', 'Edit history');
  const history = page.getByRole('dialog', { name: 'Edit history' });
  await expect(history.getByRole('listitem')).toHaveText([/Now\s*Starboard, again/, /As it was sent\s*Starboard/]);
  await page.keyboard.press('Escape');
  await expect(history).toHaveCount(0);

  await fromMenu(app, 'Larboard', 'Select');
  await expect(bar.getByRole('status')).toHaveText('One message selected');
  await row(app, 'Starboard, again').click();
  await row(app, 'Starboard, again').focus();
  await page.keyboard.press('Space');
  await expect(bar.getByRole('status')).toHaveText('One message selected');
  await page.keyboard.press('Space');
  await expect(bar.getByRole('status')).toHaveText('2 messages selected');
  await bar.getByRole('button', { name: 'Copy' }).click();
  expect(await clipboard(app)).toMatch(/^alice[^\n]*, [^\n]*\d:\d\d[^\n]*:\nStarboard, again\n\nalice[^\n]*:\nLarboard$/);
  await bar.getByRole('button', { name: 'Forward…' }).click();
  await expect(page.getByRole('combobox', { name: 'Find a room' })).toBeFocused();
  await page.keyboard.type('Lighthouse');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Forward', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Lighthouse' })).toBeVisible();
  await expect(row(app, 'Starboard, again')).toBeVisible();
  await expect(row(app, 'Larboard')).toBeVisible();
  await roomList(page).open('Pier');
  await fromMenu(app, 'Larboard', 'Select');
  await row(app, 'Starboard, again').getByRole('checkbox').check();
  await bar.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('dialog', { name: 'Delete 2 messages?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(bar).toHaveCount(0);
  await expect(composer(page).box).toHaveValue('Half of a thought');
  // An edit is an event of its own, which stays.
  const said = (): readonly string[] => bob.messages(room).flatMap(({ body }) => (body.startsWith('* ') ? [] : [body]));
  await found('the deletions', () => (said().every((body) => !body.includes('board')) ? true : undefined));
}
