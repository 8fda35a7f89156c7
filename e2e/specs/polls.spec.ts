import type { App } from '../app/launchApp.ts';
import { matrixError } from '../faults/effects.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const prefix = 'org.matrix.msc3381.poll';
const text = (words: string) => ({ 'org.matrix.msc1767.text': words });
/** As Element sends it. */
const start = (question: string, answers: readonly string[], kind = 'disclosed', most = 1): object => ({
  [`${prefix}.start`]: {
    question: { ...text(question), body: question, msgtype: 'm.text' },
    kind: `${prefix}.${kind}`,
    max_selections: most,
    answers: answers.map((answer) => ({ id: `id ${answer}`, ...text(answer) })),
  },
  ...text(question),
});
const send = async (person: Person, room: string, last: string, content: object): Promise<string> =>
  (await person.client.sendEvent(room, `${prefix}.${last}` as never, content as never)).event_id;
const relates = (poll: string): object => ({ 'm.relates_to': { rel_type: 'm.reference', event_id: poll } });
const vote = (person: Person, room: string, poll: string, answers: readonly string[]): Promise<string> =>
  send(person, room, 'response', { ...relates(poll), [`${prefix}.response`]: { answers: answers.map((answer) => `id ${answer}`) } });

const card = (app: App, question: string) => {
  const group = timeline(app.page).region.getByRole('group', { name: `Poll: ${question}` });
  return { group, answer: (name: string) => group.getByRole('button', { name: new RegExp(`^${name}`, 'u') }) };
};

/** The newest vote of somebody that this person has, and can read. */
const seen = (person: Person, room: string, sender: string, poll: string) =>
  person.client
    .getRoom(room)
    ?.getLiveTimeline()
    .getEvents()
    .findLast(
      (event) => event.getSender() === sender && event.getType() === `${prefix}.response` && event.getRelation()?.event_id === poll,
    );

const votedAt = (person: Person, room: string, sender: string, poll: string, answers: readonly string[]): Promise<unknown> =>
  waitUntil(`the vote ${answers.join(', ')}`, () => {
    const content: unknown = seen(person, room, sender, poll)?.getContent()[`${prefix}.response`];
    return JSON.stringify(content) === JSON.stringify({ answers });
  });

test('T96 polls both ways, encrypted and plain: voted, changed, voted while signed out, refused, ended; votes of strangers, late and forged ones count nothing', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const poll = await send(bob, room, 'start', start('Where do we meet?', ['Pier', 'Light', 'Boat']));
  let here = card(app, 'Where do we meet?');
  await expect(here.group).toContainText('No votes yet');
  await expect(roomList(app.page).room('Lighthouse')).toContainText('Where do we meet?');

  await here.answer('Pier').click();
  await expect(here.answer('Pier 1 vote')).toHaveAttribute('aria-pressed', 'true');
  await votedAt(bob, room, alice.userId, poll, ['id Pier']);
  expect(seen(bob, room, alice.userId, poll)?.isEncrypted()).toBe(true);
  await vote(bob, room, poll, ['Light']);
  await expect(here.group).toContainText('2 votes');
  await here.answer('Light').press('Enter');
  await votedAt(bob, room, alice.userId, poll, ['id Light']);
  await expect(here.answer('Light 2 votes')).toBeVisible();

  // A vote that the homeserver made, an end that it made, and one of somebody who has begun nothing.
  await bob.api.put(`v3/rooms/${encodeURIComponent(room)}/send/${prefix}.response/forged`, {
    ...relates(poll),
    [`${prefix}.response`]: { answers: ['id Boat'] },
  });
  await bob.api.put(`v3/rooms/${encodeURIComponent(room)}/send/${prefix}.end/forged`, { ...relates(poll), [`${prefix}.end`]: {} });
  await bob.send(room, 'After the forged ones');
  await expect(timeline(app.page).message('After the forged ones')).toBeVisible();
  await expect(here.answer('Light 2 votes')).toBeEnabled();
  await expect(here.answer('Boat 0 votes')).toBeVisible();

  // Signed out softly: it waits in the queue, over a restart, and goes out with the rest.
  let expired = sessionExpiredDialog(app.page);
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'The tide turns');
  await expect(expired.dialog).toBeVisible();
  await expired.notNow.click();
  await here.answer('Boat').click();
  await expect(here.answer('Boat 1 vote')).toHaveAttribute('aria-pressed', 'true');
  await app.restart();
  here = card(app, 'Where do we meet?');
  expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  await expired.notNow.click();
  await expect(expired.dialog).toHaveCount(0);
  await expect(here.answer('Boat 1 vote')).toHaveAttribute('aria-pressed', 'true');
  await app.page.getByRole('button', { name: 'Sign in again' }).click();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await votedAt(bob, room, alice.userId, poll, ['id Boat']);

  // What the server refuses is said, can be thrown away, and leaves the vote that counts.
  const refused = network.on({ method: 'PUT', path: /\/send\/m\.room\.encrypted\// }, matrixError(403, 'M_FORBIDDEN'));
  await here.answer('Pier').click();
  await expect(timeline(app.page).region.getByText('Vote not sent')).toBeVisible();
  await expect(here.answer('Boat 1 vote')).toHaveAttribute('aria-pressed', 'true');
  refused.remove();
  await timeline(app.page).region.getByRole('button', { name: 'Discard' }).click();
  await expect(timeline(app.page).region.getByText('Vote not sent')).toHaveCount(0);

  await send(bob, room, 'end', { ...relates(poll), [`${prefix}.end`]: {}, ...text('over') });
  await expect(here.group).toContainText('Final result · 2 votes');
  await vote(bob, room, poll, ['Pier']);
  await bob.send(room, 'Too late');
  await expect(timeline(app.page).message('Too late')).toBeVisible();
  await expect(here.answer('Light 1 vote')).toBeDisabled();
  await expect(here.answer('Pier 0 votes')).toBeVisible();

  // In a plain room, made here.
  const plain = await bob.createRoom({ name: 'Harbour', invite: [alice.userId] });
  await joinByApi(homeserver, alice, plain);
  await bob.send(plain, 'Plain words');
  await roomList(app.page).open('Harbour');
  await expect(timeline(app.page).message('Plain words')).toBeVisible();
  await app.page.getByRole('button', { name: 'More for this room' }).click();
  await app.page.getByRole('menuitem', { name: 'New poll…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'New poll' });
  await dialog.getByRole('button', { name: 'Start poll' }).click();
  await expect(dialog.getByText('There have to be at least two answers.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Question' }).fill('Which lamp?');
  await dialog.getByRole('textbox', { name: 'Answer 1' }).fill('Red');
  await dialog.getByRole('textbox', { name: 'Answer 2' }).fill('Green');
  await dialog.getByRole('switch', { name: /Show results/u }).click();
  await dialog.getByRole('button', { name: 'Start poll' }).click();
  await expect(dialog).toHaveCount(0);
  const own = card(app, 'Which lamp?');
  await expect(own.group).toContainText('Results are shown when the poll ends');
  const made = await waitUntil('the poll at the other side', () =>
    bob.client
      .getRoom(plain)
      ?.getLiveTimeline()
      .getEvents()
      .find((event) => event.getType() === `${prefix}.start`),
  );
  expect(made.getContent()).toMatchObject({
    [`${prefix}.start`]: { question: { body: 'Which lamp?' }, kind: `${prefix}.undisclosed`, max_selections: 1 },
    'org.matrix.msc1767.text': 'Which lamp?\n1. Red\n2. Green',
  });
  const madeId = made.getId() ?? '';
  await send(bob, plain, 'response', { ...relates(madeId), [`${prefix}.response`]: { answers: ['2'] } });
  await expect(own.group).toContainText('One vote');
  await expect(own.answer('Green')).toHaveAccessibleName('Green');
  await own.group.getByRole('button', { name: 'End poll' }).click();
  await own.group.getByRole('button', { name: 'End poll' }).click();
  await expect(own.answer('Green 1 vote')).toBeDisabled();
  await waitUntil('the end at the other side', () =>
    bob.client
      .getRoom(plain)
      ?.getLiveTimeline()
      .getEvents()
      .some((event) => event.getType() === `${prefix}.end` && event.getSender() === alice.userId),
  );

  // As many answers as an event holds: twenty are shown, and the room goes on.
  await send(
    bob,
    plain,
    'start',
    start(
      'Too many?',
      Array.from({ length: 400 }, (_, n) => `Answer ${n}`),
    ),
  );
  await expect(card(app, 'Too many?').group.getByRole('button')).toHaveCount(20);
});
