import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { api } from '../people/api.ts';
import { signIn } from '../people/signIn.ts';
import type { Person } from '../people/startPerson.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

async function choose(app: App, button: string | RegExp, item: string): Promise<void> {
  await app.page.getByRole('button', { name: button }).click();
  await app.page.getByRole('menuitem', { name: item }).click();
}
const roomMenu = 'More for this room';
const accountMenu = /^Account: /;

/** How far somebody has told this person that they have read. */
const readBy = ({ client }: Person, room: string, userId: string): string | null =>
  client.getRoom(room)?.getReadReceiptForUserId(userId, true)?.eventId ?? null;

test('marked as unread, over a soft logout and a restart; all marked as read and back; the first unread is offered and moves nothing; private receipts', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(150_000);
  const { app, alice, bob, room: home } = await signedInLife({ homeserver, people, launch });
  let other = api({ homeserver: homeserver.url, token: (await signIn(homeserver.url, alice)).token });
  const room = await bob.createRoom({ name: 'Pier', invite: [alice.userId] });
  for (let number = 1; number <= 3; number += 1) await bob.send(room, `Early ${number}`);
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  const pier = (): ReturnType<ReturnType<typeof roomList>['room']> => roomList(app.page).room('Pier');
  const marked = (): ReturnType<typeof pier> => pier().getByRole('img', { name: 'Marked as unread' });
  const markOnServer = async (): Promise<unknown> => {
    const path = `v3/user/${encodeURIComponent(alice.userId)}/rooms/${encodeURIComponent(room)}/account_data/m.marked_unread`;
    const { status, body } = await other.raw('GET', path);
    return status === 200 ? (body as { unread?: unknown }).unread : null;
  };

  // Kept for later, also in the room that is open; opened again it is not later any more.
  await roomList(app.page).open('Pier');
  await expect(timeline(app.page).message('Early 3')).toBeVisible();
  await choose(app, roomMenu, 'Mark as unread');
  await expect(marked()).toBeVisible();
  await expect.poll(markOnServer).toBe(true);
  await roomList(app.page).open('Lighthouse');
  await expect(marked()).toBeVisible();
  await roomList(app.page).open('Pier');
  await expect(marked()).toHaveCount(0);
  await expect.poll(markOnServer).toBe(false);

  // Signed out softly and started anew, it is kept, and told once that can be.
  await homeserver.expireTokens({ userId: alice.userId });
  await bob.send(home, 'Are you there?');
  await sessionExpiredDialog(app.page).notNow.click();
  await choose(app, roomMenu, 'Mark as unread');
  await expect(marked()).toBeVisible();
  await app.restart();
  await sessionExpiredDialog(app.page).notNow.click();
  await expect(marked()).toBeVisible();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Sign in again' }).click();
  await sessionExpiredDialog(app.page).signInAgain(alice.password);
  await app.waitForPhase('active');
  other = api({ homeserver: homeserver.url, token: (await signIn(homeserver.url, alice)).token });
  await expect.poll(markOnServer).toBe(true);
  await expect(marked()).toBeVisible();

  // All at once, and back.
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message('Are you there?')).toBeVisible();
  const late = await bob.send(room, 'Late 1');
  const unread = pier().getByRole('img', { name: /unread message/ });
  await expect(unread).toBeVisible();
  await choose(app, accountMenu, 'Mark all as read');
  await expect(unread).toHaveCount(0);
  await expect(marked()).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(unread).toBeVisible();
  expect(readBy(bob, room, alice.userId)).not.toBe(late);
  await app.page.keyboard.press('Shift+Escape');
  await expect(unread).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Done' }).click();
  await waitUntil('the receipt', () => (readBy(bob, room, alice.userId) === late ? true : undefined), { timeoutMs: 15_000, everyMs: 50 });
  await expect(unread).toHaveCount(0);
  await expect.poll(markOnServer).toBe(false);

  // Where the unread begins is offered until it has been seen; going there tells nobody anything.
  for (let number = 1; number <= 40; number += 1) await bob.send(room, `Tide ${number}`);
  await expect(pier()).toContainText('Tide 40');
  await roomList(app.page).open('Pier');
  await expect(timeline(app.page).message('Tide 40')).toBeInViewport();
  const first = app.page.getByRole('button', { name: 'Jump to the first unread message' });
  await expect(first).toBeVisible();
  const newest = await bob.send(room, 'Tide 41');
  await waitUntil('the receipt', () => (readBy(bob, room, alice.userId) === newest ? true : undefined), { timeoutMs: 15_000, everyMs: 50 });
  await first.click();
  await expect(timeline(app.page).region.getByRole('separator', { name: 'New' })).toBeInViewport();
  await expect(timeline(app.page).message('Tide 1')).toBeInViewport();
  await expect(first).toHaveCount(0);
  const unseen = await bob.send(room, 'Tide 42');
  await expect(app.page.getByRole('button', { name: 'Jump to latest, One new message' })).toBeVisible();
  expect(readBy(bob, room, alice.userId)).toBe(newest);

  // Nobody is told any more, but one's own devices.
  await settingsDialog(app.page).section('Security');
  await settingsDialog(app.page)
    .dialog.getByRole('switch', { name: /Tell others how far I have read/ })
    .click();
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: /^Jump to latest/ }).click();
  await expect(timeline(app.page).message('Tide 42')).toBeInViewport();
  const receipts = async (): Promise<string> => {
    const sync = await other.raw('GET', `v3/sync?timeout=0&filter=${encodeURIComponent('{"room":{"timeline":{"limit":1}}}')}`);
    return JSON.stringify((sync.body as any).rooms.join[room].ephemeral.events);
  };
  await expect.poll(receipts).toContain(`"${unseen}":{"m.read.private"`);
  await bob.send(room, 'The end');
  await composer(app.page).send('Read');
  await bob.waitForMessage(room, 'Read');
  expect(readBy(bob, room, alice.userId)).toBe(newest);
});
