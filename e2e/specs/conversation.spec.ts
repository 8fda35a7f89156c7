import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { expect, test } from '../fixtures/test.ts';

test('an encrypted conversation with a second real device, also across a restart', async ({ people, launch }) => {
  const alice = await people.account('alice');
  const bob = await people.person('bob');
  const room = await bob.createRoom({ name: 'Garden shed', encrypted: true, invite: [alice.userId] });

  const app = await launch();
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active');
  await roomList(app.page).open('Garden shed');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(room, alice.userId);
  await bob.send(room, 'The roof is leaking');
  await expect(timeline(app.page).message('The roof is leaking')).toBeVisible();

  await composer(app.page).send('I bring a ladder');
  expect(await bob.waitForMessage(room, 'I bring a ladder')).toMatchObject({ sender: alice.userId, encrypted: true });

  await composer(app.page).draft('And a hammer, if');
  await app.restart();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The roof is leaking')).toBeVisible();
  await expect(timeline(app.page).message('I bring a ladder')).toBeVisible();
  await expect(composer(app.page).box).toHaveValue('And a hammer, if');

  await bob.send(room, 'Bring nails too');
  await expect(timeline(app.page).message('Bring nails too')).toBeVisible();
  await composer(app.page).send('I have nails');
  await bob.waitForMessage(room, 'I have nails');
});
