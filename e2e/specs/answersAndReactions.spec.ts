import type { Locator } from '@playwright/test';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const row = (app: App, text: string): Locator => timeline(app.page).region.getByRole('article').filter({ hasText: text }).first();

async function tool(app: App, text: string, name: string): Promise<void> {
  await row(app, text).hover();
  await row(app, text).getByRole('button', { name, exact: true }).click();
}

const eventsOf = (person: Person, room: string) => person.client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];

/** A relation or an event as the other side has it, decrypted. */
const found = <T>(what: string, look: () => T | undefined): Promise<T> =>
  waitUntil(what, look, { timeoutMs: 15_000, everyMs: 25 }) as Promise<T>;

test('answered, reacted to, edited, deleted: here and there, encrypted, also while signed out, in the order in which it was done', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const box = composer(app.page).box;
  const asked = await bob.send(room, 'Who brings the lamp?');
  await expect(timeline(app.page).message('Who brings the lamp?')).toBeVisible();

  // An answer: quoted here at once, a relation there, encrypted, without a copy of what it answers.
  await tool(app, 'Who brings the lamp?', 'Reply');
  await expect(box).toBeFocused();
  await box.fill('I do');
  await box.press('Enter');
  await expect(row(app, 'I do')).toContainText('Who brings the lamp?');
  await bob.waitForMessage(room, 'I do');
  const answer = await found('the answer', () => eventsOf(bob, room).find((event) => event.getContent()['body'] === 'I do'));
  expect(answer.replyEventId).toBe(asked);
  expect(answer.isEncrypted()).toBe(true);
  expect(answer.getContent()['m.mentions']).toEqual({ user_ids: [bob.userId] });

  // Reactions both ways: never encrypted, counted by person, one’s own taken back.
  await tool(app, 'Who brings the lamp?', 'React');
  await app.page.getByRole('menuitem', { name: '🎉' }).click();
  const reaction = await found('the reaction', () => eventsOf(bob, room).find((event) => event.getType() === 'm.reaction'));
  expect(reaction.isEncrypted()).toBe(false);
  expect(reaction.getRelation()).toMatchObject({ event_id: asked, key: '🎉' });
  await bob.client.sendEvent(
    room,
    'm.reaction' as never,
    { 'm.relates_to': { rel_type: 'm.annotation', event_id: asked, key: '🎉' } } as never,
  );
  const pill = row(app, 'Who brings the lamp?').getByRole('button', { name: /^🎉/u, pressed: true });
  await expect(pill).toContainText('🎉2');
  await pill.click();
  await expect(row(app, 'Who brings the lamp?').getByRole('button', { name: /^🎉/u, pressed: false })).toContainText('🎉1');
  await found('the reaction to be gone', () => (reaction.isRedacted() ? true : undefined));

  // ↑ edits the last own message; Esc leaves it, and the draft, as they were.
  await box.fill('A draft');
  await tool(app, 'I do', 'Edit');
  await expect(box).toHaveValue('I do');
  await box.press('Escape');
  await expect(box).toHaveValue('A draft');
  await box.fill('');
  await box.press('ArrowUp');
  await expect(box).toHaveValue('I do');
  await box.fill('I do, **two**');
  await box.press('Enter');
  await expect(row(app, 'I do, two')).toContainText('edited');
  await found('the edit', () => (answer.replacingEvent()?.getContent()['m.new_content']?.['body'] === 'I do, **two**' ? true : undefined));
  expect(answer.replacingEvent()?.isEncrypted()).toBe(true);

  // Somebody else’s edit and answer.
  await bob.client.sendMessage(room, {
    msgtype: 'm.text',
    body: '* Who brings the lamps?',
    'm.new_content': { msgtype: 'm.text', body: 'Who brings the lamps?' },
    'm.relates_to': { rel_type: 'm.replace', event_id: asked },
  } as never);
  await expect(row(app, 'Who brings the lamps?')).toContainText('edited');
  await expect(row(app, 'I do, two')).toContainText('Who brings the lamps?');

  // Signed out softly, all of it waits, and goes in its order; over a restart.
  await homeserver.expireTokens({ userId: alice.userId });
  await bob.send(room, 'Are you still there?');
  const expired = sessionExpiredDialog(app.page);
  await expired.notNow.click();
  await composer(app.page).send('Written while away');
  await expect(row(app, 'Written while away').getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await tool(app, 'Written while away', 'Edit');
  await box.fill('Written and mended while away');
  await box.press('Enter');
  await tool(app, 'Who brings the lamps?', 'React');
  await app.page.getByRole('menuitem', { name: '👀' }).click();
  await tool(app, 'I do, two', 'Delete');
  await expect(app.page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row(app, 'Message deleted')).toBeVisible();
  await app.restart();
  // The dialog keeps what is behind it out of reach.
  const again = sessionExpiredDialog(app.page);
  await again.notNow.click();
  await expect(again.dialog).toHaveCount(0);
  await expect(row(app, 'Message deleted')).toBeVisible();
  await expect(row(app, 'Written and mended while away')).toBeVisible();
  await expect(row(app, 'Who brings the lamps?').getByRole('button', { name: /^👀/u, pressed: true })).toBeVisible();
  await app.page.getByRole('button', { name: 'Sign in again' }).click();
  await again.signInAgain(alice.password);
  await app.waitForPhase('active');
  await bob.waitForMessage(room, 'Written and mended while away');
  await found('the deletion', () => (answer.isRedacted() ? true : undefined));
  expect(bob.messages(room).map(({ body }) => body)).not.toContain('Written while away');
  const order = eventsOf(bob, room)
    .filter((event) => event.getSender() === alice.userId)
    .slice(-3)
    .map((event) => event.getType());
  expect(order).toEqual(['m.room.message', 'm.reaction', 'm.room.redaction']);
  await expect(app.page.getByText('Not sent')).toHaveCount(0);
  await expect(row(app, 'Who brings the lamps?').getByRole('button', { name: /^👀/u, pressed: true })).toContainText('👀1');
});
