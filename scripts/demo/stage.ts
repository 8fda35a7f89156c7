import { startHomeserver, type Account, type Homeserver } from '../../e2e/homeserver/startHomeserver.ts';
import { api } from '../../e2e/people/api.ts';
import { signIn } from '../../e2e/people/signIn.ts';
import { startPerson, type Person } from '../../e2e/people/startPerson.ts';
import { killLeftovers, ownLeftovers } from '../../e2e/run/processLedger.ts';
import { removeRunDirectory } from '../../e2e/run/runDirectory.ts';
import type { CleanUp } from '../cleanUp.ts';
import { answerInRoom } from './answerInRoom.ts';

/** A private server with two people and an encrypted room; one of them is you, the other answers. */
export interface Stage {
  readonly homeserver: Homeserver;
  readonly you: Account;
  readonly friend: Person;
  readonly room: { readonly id: string; readonly name: string };
}

export async function setStage(cleanUp: CleanUp): Promise<Stage> {
  cleanUp.add('the temporary files', removeRunDirectory);
  cleanUp.add('the processes', () => killLeftovers(ownLeftovers()));
  const homeserver = await startHomeserver();
  cleanUp.add('the homeserver', homeserver.dispose);
  const you = await homeserver.createUser({ name: 'alice', exactName: true, displayName: 'Alice' });
  const bob = await homeserver.createUser({ name: 'bob', exactName: true, displayName: 'Bob' });
  const friend = await startPerson(homeserver.url, bob);
  cleanUp.add('the friend', friend.stop);
  const room = await makeRoom(homeserver, you, friend);
  cleanUp.add('the answers', answerInRoom(friend, room.id));
  return { homeserver, you, friend, room };
}

async function makeRoom(homeserver: Homeserver, you: Account, friend: Person): Promise<Stage['room']> {
  const name = 'The lighthouse';
  const topic = 'End-to-end encrypted. Bob answers whatever you write.';
  const id = await friend.createRoom({ name, topic, encrypted: true, invite: [you.userId] });
  // Your side joins by hand and signs out, so that the application's device is your only one.
  const session = await signIn(homeserver.url, you);
  const byHand = api({ homeserver: homeserver.url, token: session.token });
  await byHand.post(`v3/join/${encodeURIComponent(id)}`, {});
  await byHand.post('v3/logout', {});
  await friend.waitForMember(id, you.userId);
  return { id, name };
}
