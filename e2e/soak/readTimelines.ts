import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { Direction, EventType } from 'matrix-js-sdk';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { textOf } from './ledger.ts';
import { prepend } from './overlap.ts';

/** Every message that the page shows, oldest first, read as a person would: from the end up to the first one. */
export async function readApp(page: Page, { patienceMs }: { readonly patienceMs: number }): Promise<readonly string[]> {
  const log = timeline(page).region.getByRole('group', { name: 'Messages' });
  await log.evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
  let known: readonly string[] = [];
  // However long the room, and busy the machine: what ends this is that it does not get on.
  for (let headway = Date.now(); Date.now() < headway + patienceMs;) {
    await sleep(120);
    const joined = prepend(await messagesOnPage(page), known);
    // Rows that are being measured move; the next look is one of rest.
    if (joined === null) continue;
    if (joined.length > known.length) headway = Date.now();
    known = joined;
    if (known.includes(textOf('B', 0))) return known;
    // Only a hand takes a room from its end.
    await log.hover();
    await page.mouse.wheel(0, await log.evaluate((list) => -Math.floor(list.clientHeight * 0.6)));
  }
  return ['The first message was not reached', ...known];
}

/** Each message's text, or all that stands in its place. */
const messagesOnPage = (page: Page): Promise<readonly string[]> =>
  page.getByRole('article').evaluateAll((articles) =>
    articles.map((article) => {
      const words = article.textContent;
      const text = /[AB]#\d{5}/.exec(words)?.[0];
      const failed = article.querySelector('.messageFailed, [aria-label="Waiting to be sent"]') !== null;
      return text !== undefined && !failed ? text : words;
    }),
  );

/** Every message that Bob's device has, oldest first. */
export async function readPerson(person: Person, roomId: string): Promise<readonly string[]> {
  const { client } = person;
  const live = client.getRoom(roomId)?.getLiveTimeline();
  if (!live) throw new Error('Bob does not know the room');
  while (await client.paginateEventTimeline(live, { backwards: true, limit: 100 }));
  const messages = live.getEvents().filter((event) => !event.isState());
  await Promise.all(messages.map((event) => client.decryptEventIfNeeded(event)));
  return messages.flatMap((event) => {
    if (event.getType() === EventType.RoomMessage) return [String(event.getContent()['body'])];
    return event.isDecryptionFailure() ? [`${event.getId()} ${event.decryptionFailureReason}`] : [];
  });
}

/** How many messages of each sender the server keeps; it cannot read them. */
export async function countOnServer({ api }: Person, roomId: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const path = `v3/rooms/${encodeURIComponent(roomId)}/messages?dir=${Direction.Backward}&limit=500`;
  for (let from: string | undefined; ;) {
    const { chunk, end } = await api.get(from === undefined ? path : `${path}&from=${encodeURIComponent(from)}`);
    for (const { type, sender } of chunk as { type: string; sender: string }[]) {
      if (type === 'm.room.encrypted' || type === 'm.room.message') counts.set(sender, (counts.get(sender) ?? 0) + 1);
    }
    if (end === undefined || chunk.length === 0) return counts;
    from = end;
  }
}
