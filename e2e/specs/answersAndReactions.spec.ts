import type { Locator } from '@playwright/test';
import type { App } from '../app/launchApp.ts';
import { matrixError, rewriteJson } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { fromMenu, inMenu, row, tool } from '../pages/messageTools.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

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
  await fromMenu(app, 'I do, two', 'Delete…');
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

const reply = (body: string, eventId: string) => ({ msgtype: 'm.text', body, 'm.relates_to': { 'm.in_reply_to': { event_id: eventId } } });
const annotation = (eventId: string, key: string) => ({ 'm.relates_to': { rel_type: 'm.annotation', event_id: eventId, key } });
const quoteIn = (app: App, text: string): Locator => row(app, text).locator('button.answered');
const pill = (app: App, text: string, key: string): Locator => row(app, text).getByRole('button', { name: new RegExp(`^${key}`, 'u') });
const refusing = (kind: 'send' | 'redact') => ({ method: 'PUT', path: new RegExp(`/${kind}/`) });

async function editTo(app: App, text: string, next: string): Promise<void> {
  await tool(app, text, 'Edit');
  await expect(composer(app.page).box).toHaveValue(text);
  await composer(app.page).send(next);
}

async function deleteMessage(app: App, text: string): Promise<void> {
  await fromMenu(app, text, 'Delete…');
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
}

test('a plain room: quotes lead to what they quote, deleting follows one’s power, what the server refuses is said and undone, hostile relations change nothing', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, alice, bob, room: lighthouse } = await signedInLife({ homeserver, people, launch });
  const { message, region } = timeline(app.page);
  const current = region.locator('article[aria-current="true"]');
  const lamp = bob.messages(lighthouse).find(({ body }) => body === 'The lamp is lit')?.eventId ?? '';
  const room = await bob.createRoom({ name: 'Pier', invite: [alice.userId] });
  // In force from the start: a sync that waits already is not changed any more.
  const hostile = new Map<string, object>();
  let swapped = 0;
  network.on(
    { method: 'GET', path: /\/(sync|messages)$/ },
    rewriteJson((body) => {
      for (const event of [...(body.rooms?.join?.[room]?.timeline?.events ?? []), ...(body.chunk ?? [])]) {
        const other = hostile.get(event.content?.body);
        if (other) swapped += 1;
        Object.assign(event, other);
      }
      return body;
    }),
  );
  const oldest = await bob.send(room, 'The oldest light');
  for (let number = 1; number <= 60; number += 1) await bob.send(room, `Wave ${number}`);
  await bob.client.sendMessage(room, reply('Do you remember it?', oldest) as never);
  await joinByApi(homeserver, alice, room);
  await bob.waitForMember(room, alice.userId);
  await roomList(app.page).open('Pier');

  // A quote leads to what it quotes: 60 messages further up, and close by.
  await expect(message('Do you remember it?')).toBeVisible();
  await expect(message('Wave 1')).toHaveCount(0);
  await quoteIn(app, 'Do you remember it?').click();
  await expect(current).toContainText('The oldest light');
  await expect(current).not.toContainText('Do you remember it?');
  await expect(current).toBeInViewport();
  await app.page.getByRole('button', { name: /^Jump to latest/ }).click();
  await expect(quoteIn(app, 'Do you remember it?')).toContainText('The oldest light');
  await tool(app, 'Do you remember it?', 'Reply');
  await composer(app.page).send('Like yesterday');
  await bob.waitForMessage(room, 'Like yesterday');
  await quoteIn(app, 'Like yesterday').click();
  await expect(current).toHaveCount(1);
  await expect(current).toContainText('Do you remember it?');

  // Reactions, counted.
  const mine = await bob.waitForMessage(room, 'Like yesterday');
  await bob.client.sendEvent(room, 'm.reaction' as never, annotation(mine.eventId, '👍') as never);
  await bob.client.sendEvent(room, 'm.reaction' as never, annotation(mine.eventId, '👏') as never);
  await expect(pill(app, 'Like yesterday', '👍')).toContainText('👍1');
  await pill(app, 'Like yesterday', '👍').click();
  await found('the reaction', () =>
    eventsOf(bob, room).find((event) => event.getType() === 'm.reaction' && event.getSender() === alice.userId),
  );
  await expect(pill(app, 'Like yesterday', '👍')).toContainText('👍2');
  await expect(pill(app, 'Like yesterday', '👏')).toContainText('👏1');

  // What somebody else has said is deleted by whoever may; the focus rests on it when one comes to.
  const { event_id: rude } = await bob.client.sendMessage(room, reply('Something rude', mine.eventId) as never);
  const rudeTool = (name: string) => row(app, 'Something rude').getByRole('button', { name, exact: true });
  await app.page.getByRole('heading', { level: 1, name: 'Pier' }).hover();
  await quoteIn(app, 'Something rude').focus();
  await expect(rudeTool('Reply')).toBeVisible();
  await rudeTool('More').click();
  await expect(inMenu(app, 'Reply')).toBeVisible();
  await expect(inMenu(app, 'Delete…')).toHaveCount(0);
  await bob.client.setPowerLevel(room, alice.userId, 50);
  await expect(region).toContainText(/set the power of .*alice.* to 50/);
  await expect(inMenu(app, 'Delete…')).toBeVisible();
  await app.page.keyboard.press('Escape');
  await deleteMessage(app, 'Something rude');
  await expect(message('Message deleted')).toBeVisible();
  await found('the deletion', () => bob.client.getRoom(room)?.findEventById(rude)?.isRedacted());

  // What the server refuses.
  const noEdit = network.on(refusing('send'), matrixError(403, 'M_FORBIDDEN'));
  await editTo(app, 'Like yesterday', 'Like today');
  const said = row(app, 'Like yesterday');
  await expect(said).toContainText('Edit not sent');
  await expect(message('Like yesterday').first()).toBeVisible();
  await expect(said).not.toContainText('(edited)');
  noEdit.remove();
  await said.getByRole('button', { name: 'Retry' }).click();
  await expect(row(app, 'Like today')).toContainText('(edited)');
  await expect(row(app, 'Like today')).not.toContainText('Edit not sent');
  const answer = bob.client.getRoom(room)?.findEventById(mine.eventId);
  await found('the edit', () => answer?.replacingEvent()?.getContent()['m.new_content']?.['body'] === 'Like today');
  const noOther = network.on(refusing('send'), matrixError(403, 'M_FORBIDDEN'));
  await editTo(app, 'Like today', 'Like never');
  await expect(row(app, 'Like today')).toContainText('Edit not sent');
  await row(app, 'Like today').getByRole('button', { name: 'Discard' }).click();
  await expect(app.page.getByText('Edit not sent')).toHaveCount(0);
  await expect(row(app, 'Like today')).toBeVisible();
  noOther.remove();
  const noDeletion = network.on(refusing('redact'), matrixError(403, 'M_FORBIDDEN'));
  await deleteMessage(app, 'Like today');
  await expect(row(app, 'Like today')).toContainText('Not deleted');
  expect(noDeletion.hits()).toBe(1);
  await row(app, 'Like today').getByRole('button', { name: 'Discard' }).click();
  await expect(app.page.getByText('Not deleted')).toHaveCount(0);
  noDeletion.remove();
  await expect(row(app, 'Like today')).toContainText('👍2');

  // Relations that this server refuses, as another one would hand them on.
  const handedOn: readonly (readonly [string, object])[] = [
    ['hostile 1', { type: 'm.reaction', content: annotation(mine.eventId, '🦈'.repeat(15_000)) }],
    ['hostile 2', { type: 'm.reaction', content: annotation(lamp, '🦈') }],
    ['hostile 3', { content: reply('To nothing', '$0123456789012345678901234567890123456789012') }],
    ['hostile 4', { content: reply('To elsewhere', lamp) }],
    [
      'hostile 5',
      {
        content: {
          msgtype: 'm.text',
          body: '* Put into her mouth',
          'm.new_content': { msgtype: 'm.text', body: 'Put into her mouth' },
          'm.relates_to': { rel_type: 'm.replace', event_id: mine.eventId },
        },
      },
    ],
  ];
  for (const [text, instead] of handedOn) {
    hostile.set(text, instead);
    await bob.send(room, text);
  }
  await bob.send(room, 'All quiet');
  const asBefore = async (): Promise<void> => {
    // After a restart it is another page.
    const now = timeline(app.page);
    await expect(now.message('All quiet')).toBeVisible();
    await expect(quoteIn(app, 'To nothing')).toHaveText('An earlier message');
    await expect(quoteIn(app, 'To elsewhere')).toHaveText('An earlier message');
    await expect(row(app, 'Like today')).toContainText('👍2');
    await expect(row(app, 'Like today')).toContainText('👏1');
    await expect(row(app, 'Like today').getByRole('group', { name: 'Reactions' }).getByRole('button')).toHaveCount(2);
    for (const text of ['🦈', 'Put into her mouth', 'could not be shown', 'hostile']) await expect(now.region).not.toContainText(text);
  };
  await asBefore();
  expect(swapped).toBe(hostile.size);
  await quoteIn(app, 'To nothing').click();
  await expect(app.page.getByText('That message is further back than Latchkey can show yet.')).toBeVisible();
  await roomList(app.page).open('Lighthouse');
  await expect(message('The lamp is lit')).toBeVisible();
  await expect(region).not.toContainText('🦈');
  await app.restart();
  await app.waitForPhase('active');
  await roomList(app.page).open('Pier');
  await asBefore();
  await composer(app.page).send('Quiet here, too');
  await bob.waitForMessage(room, 'Quiet here, too');
});
