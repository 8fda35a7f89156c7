import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../e2e/people/startPerson.ts';

const thinkingMs = 700;

/** What the friend answers to a text; it holds the text, so that nobody can take an older answer for it. */
export function answerTo(text: string): string {
  return `I could read “${text}”`;
}

/** The friend reads, types for a moment and answers, one message after the other; answers the disposer. */
export function answerInRoom(friend: Person, roomId: string): () => void {
  let last: Promise<void> = Promise.resolve();
  return friend.onMessage((where, { body }) => {
    if (where !== roomId) return;
    last = last
      .then(() => answer(friend, roomId, body))
      .catch((cause: unknown) => {
        // The server may be stopped just now: that is part of the demo.
        console.error(`(${friend.displayName} could not answer: ${cause instanceof Error ? cause.message : cause})`);
      });
  });
}

async function answer(friend: Person, roomId: string, text: string): Promise<void> {
  await friend.markRead(roomId);
  await friend.setTyping(roomId, true);
  await sleep(thinkingMs);
  await friend.setTyping(roomId, false);
  await friend.send(roomId, answerTo(text));
}
