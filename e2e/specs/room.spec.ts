import { signInApp } from '../app/signInApp.ts';
import { matrixError } from '../faults/effects.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const SEND = { method: 'PUT', path: /\/send\/m\.room\.encrypted\// };

test('C18 L3 the network goes away: messages wait over a restart, then are sent once and in order', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  await network.goOffline();
  await composer(app.page).send('Adrift one');
  await composer(app.page).send('Adrift two');
  await expect(timeline(app.page).region.getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(2);
  await app.restart();
  await expect(timeline(app.page).message('Adrift two')).toBeVisible();
  await composer(app.page).send('Adrift three');
  await expect(timeline(app.page).region.getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(3);
  await network.goOnline();
  await bob.waitForMessage(room, 'Adrift three', { sender: alice.userId, timeoutMs: 40_000 });
  const own = bob.messages(room).filter(({ sender }) => sender === alice.userId);
  expect(own.map(({ body }) => body)).toEqual(['Adrift one', 'Adrift two', 'Adrift three']);
  await expect(timeline(app.page).region.getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);
});

test('A7 a message that the server refuses: Not sent, Retry sends it, Discard takes it away', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const { region, message } = timeline(app.page);
  const refused = network.on(SEND, matrixError(403, 'M_FORBIDDEN'));
  await composer(app.page).send('Refused at first');
  await expect(region.getByText('Not sent')).toBeVisible();
  refused.remove();
  await region.getByRole('button', { name: 'Retry' }).click();
  await bob.waitForMessage(room, 'Refused at first', { sender: alice.userId });
  await expect(region.getByText('Not sent')).toHaveCount(0);

  const again = network.on(SEND, matrixError(403, 'M_FORBIDDEN'));
  await composer(app.page).send('Better left unsaid');
  await expect(region.getByText('Not sent')).toBeVisible();
  again.remove();
  await region.getByRole('button', { name: 'Discard' }).click();
  await expect(message('Better left unsaid')).toHaveCount(0);
  await composer(app.page).send('The last word');
  await bob.waitForMessage(room, 'The last word', { sender: alice.userId });
  expect(bob.messages(room).map(({ body }) => body)).not.toContain('Better left unsaid');
  expect(await app.phase()).toBe('active');
});

test('hostile HTML is shown as harmless text: nothing runs, nothing is fetched', async ({ homeserver, people, launch }) => {
  const { app, bob, room } = await signedInLife({ homeserver, people, launch });
  const asked: string[] = [];
  app.page.on('request', (request) => asked.push(request.url()));
  const hostile = [
    '<p>Visible <strong>bold</strong></p>',
    `<script>window.owned = 1</script><img src="${homeserver.url}/owned.png" onerror="window.owned = 1">`,
    `<style>body { background: url(${homeserver.url}/owned.css) }</style><iframe src="${homeserver.url}/owned"></iframe>`,
    '<a href="javascript:window.owned = 1">a trap</a><span onclick="window.owned = 1" style="position: fixed">click</span>',
    '<a href="https://example.org/">a link</a>',
  ];
  await bob.client.sendMessage(room, {
    msgtype: 'm.text',
    body: 'Plain',
    format: 'org.matrix.custom.html',
    formatted_body: hostile.join(''),
  } as never);
  const { region } = timeline(app.page);
  await expect(region.locator('strong', { hasText: 'bold' })).toBeVisible();
  await expect(region.getByText('a trap')).toBeVisible();
  await expect(region.getByRole('link', { name: 'a link' })).toHaveAttribute('href', 'https://example.org/');
  await expect(region.getByRole('link', { name: 'a trap' })).toHaveCount(0);
  await expect(region.locator('script, style, iframe, img[src], [onclick], [onerror], [href^="javascript:"]')).toHaveCount(0);
  expect(await app.page.evaluate(() => 'owned' in window)).toBe(false);
  expect(asked.filter((url) => !url.startsWith('app://latchkey/') && !url.startsWith('data:'))).toEqual([]);
  // The policy holds where the sanitiser would fail.
  const fetched = await app.page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'fetched',
        () => 'refused',
      ),
    `${homeserver.url}/_matrix/client/versions`,
  );
  expect(fetched).toBe('refused');
});

test('what others do: unread and mention marks, the typing line, read receipts both ways', async ({ homeserver, people, launch }) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  await bob.setTyping(room, true);
  await expect(app.page.getByText('bob is typing…')).toBeVisible();
  await bob.setTyping(room, false);
  await expect(app.page.getByText('bob is typing…')).toHaveCount(0);

  await composer(app.page).send('Have you read this?');
  const { eventId } = await bob.waitForMessage(room, 'Have you read this?');
  await bob.markRead(room, eventId);
  await expect(timeline(app.page).region.getByRole('img', { name: 'Read by bob' })).toBeVisible();
  const seen = await bob.send(room, 'And you?');
  await expect(timeline(app.page).message('And you?')).toBeVisible();
  await bob.waitForReceipt(room, alice.userId, seen);

  const other = await bob.createRoom({ name: 'Windmill', invite: [alice.userId] });
  await roomList(app.page).open('Windmill');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(other, alice.userId);
  await expect(composer(app.page).box).toBeVisible();
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message('And you?')).toBeVisible();
  await bob.send(other, 'One');
  await bob.send(other, 'Two');
  await expect(roomList(app.page).room('Windmill').getByRole('img', { name: '2 unread messages' })).toBeVisible();
  await bob.client.sendMessage(other, { msgtype: 'm.text', body: `alice, look`, 'm.mentions': { user_ids: [alice.userId] } } as never);
  await expect(roomList(app.page).room('Windmill').getByRole('img', { name: 'You are mentioned once' })).toBeVisible();
  await roomList(app.page).open('Windmill');
  await expect(
    roomList(app.page)
      .room('Windmill')
      .getByRole('img', { name: /unread|mentioned/ }),
  ).toHaveCount(0);
});

test('an invitation is declined: it is gone here and the other side is told', async ({ people, launch }) => {
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Turnip Assembly', invite: [alice.userId] });
  const app = await launch();
  await signInApp(app, alice);
  await roomList(app.page).open('Turnip Assembly');
  await app.page.getByRole('button', { name: 'Decline' }).click();
  await expect(roomList(app.page).room('Turnip Assembly')).toHaveCount(0);
  await expect.poll(() => bob.client.getRoom(room)?.getMember(alice.userId)?.membership).toBe('leave');
});
