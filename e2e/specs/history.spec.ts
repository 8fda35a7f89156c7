import { readFileSync } from 'node:fs';
import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { decryptionsCompared, historiesCompared, historyFaults } from '../search/historyFaults.ts';
import { expect, test } from '../fixtures/test.ts';

/** What a client may do to what it has said; the SDK has no words for all of it. */
async function saysAndTakesBack(bob: Person, room: string): Promise<void> {
  const send = (type: string, content: object): Promise<string> =>
    bob.client.sendEvent(room, type as never, content as never).then(({ event_id: id }) => id);
  const edited = await bob.send(room, 'Said with a misttake');
  const words = { msgtype: 'm.text', body: 'Said without' };
  await send('m.room.message', {
    ...words,
    body: '* Said without',
    'm.new_content': words,
    'm.relates_to': { rel_type: 'm.replace', event_id: edited },
  });
  await send('m.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: edited, key: '👍' } });
  const reply = { rel_type: 'm.thread', event_id: edited, is_falling_back: true, 'm.in_reply_to': { event_id: edited } };
  await send('m.room.message', { msgtype: 'm.text', body: 'In a thread', 'm.relates_to': reply });
  const topic = await bob.client.setRoomTopic(room, 'A topic that is taken back');
  await bob.client.redactEvent(room, topic.event_id);
  // With its edit, and with a thread that it is the root of.
  await bob.client.redactEvent(room, edited);
  await bob.client.setDisplayName('Bob the keeper');
  await bob.send(room, 'All taken back');
}

test('K8 the history is what the SDK has in its timelines: over edits, threads, redactions, state, a gap, a removal and a return, a restart, encrypted and plain', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(90_000);
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const plain = await bob.createRoom({ name: 'Harbour', invite: [alice.userId] });
  await roomList(app.page).open('Harbour');
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForMember(plain, alice.userId);
  for (const [name, id] of Object.entries({ Lighthouse: room, Harbour: plain })) {
    await roomList(app.page).open(name);
    await composer(app.page).send(`Written in ${name}`);
    await bob.waitForMessage(id, `Written in ${name}`, { sender: alice.userId });
    await saysAndTakesBack(bob, id);
    await expect(timeline(app.page).message('All taken back')).toBeVisible();
  }
  await missesMuch({ app, bob, rooms: { Lighthouse: room, Harbour: plain } });
  await isRemovedAndComesBack({ app, alice, bob, homeserver, plain });
  const log = readFileSync(app.logFile, 'utf8');
  expect(historiesCompared(log), 'at each start').toBe(2);
  expect(decryptionsCompared(log), 'at each start').toBe(2);
  expect(historyFaults(app.logs())).toEqual([]);
});

/** More than one answer brings: what lies between is a gap to the SDK, and to the history. */
async function missesMuch({ app, bob, rooms }: { app: App; bob: Person; rooms: Readonly<Record<string, string>> }): Promise<void> {
  await app.close();
  for (const id of Object.values(rooms)) {
    for (let number = 1; number <= 30; number += 1) await bob.send(id, `Missed ${number}`);
  }
  await app.restart();
  await app.waitForPhase('active');
  for (const [name, id] of Object.entries(rooms)) {
    await roomList(app.page).open(name);
    await expect(timeline(app.page).message('Missed 30')).toBeVisible();
    await bob.send(id, 'After the gap');
    await expect(timeline(app.page).message('After the gap')).toBeVisible();
  }
}

interface Removal {
  readonly app: App;
  readonly alice: Account;
  readonly bob: Person;
  readonly homeserver: Homeserver;
  readonly plain: string;
}

async function isRemovedAndComesBack({ app, alice, bob, homeserver, plain }: Removal): Promise<void> {
  await bob.client.kick(plain, alice.userId, 'a mistake');
  await expect(roomList(app.page).room('Harbour')).toHaveCount(0);
  await bob.send(plain, 'Said behind her back');
  await bob.invite(plain, alice.userId);
  await expect(roomList(app.page).room('Harbour')).toBeVisible();
  await joinByApi(homeserver, alice, plain);
  await bob.waitForMember(plain, alice.userId);
  await roomList(app.page).open('Harbour');
  await bob.send(plain, 'Welcome back');
  await expect(timeline(app.page).message('Welcome back')).toBeVisible();
}
