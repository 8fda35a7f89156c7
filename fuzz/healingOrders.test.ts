import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEvent } from '../core/features/history/rowOf.ts';
import type { RoomId } from '../core/ids.ts';
import { arrivals, OtherDevice, sessionOf } from './decrypting.ts';
import { healingLife, heard, other, room, text, type HealingLife } from './healingLife.ts';

test('whatever the order in which events and keys come, and whenever the program ends, the rows are the same in the end', async () => {
  const sessions = await Promise.all([
    sessionOfEvents(room, 3),
    sessionOfEvents(room, 1),
    sessionOfEvents(other, 4),
    sessionOfEvents(room, 2),
    sessionOfEvents(other, 2),
  ]);
  const keys = await Promise.all(sessions.map(({ from, events }) => from.exported([sessionOf(events[0]!)])));
  // The last one's never comes.
  const steps: readonly ((life: HealingLife) => unknown)[] = [
    ...sessions.flatMap(({ roomId, events }) => events.map((event) => (life: HealingLife) => life.save([event], roomId))),
    ...keys.slice(0, -1).map((key, n) => (life: HealingLife) => arrivals[n % 2 === 0 ? 'file' : 'backup'](life.machine, key)),
    ...[1, 2, 3].map(() => (life: HealingLife) => life.restart()),
    ...[1, 2].map(() => (life: HealingLife) => life.healer.settled()),
  ];
  const ends = new Set<string>();
  let lives = 0;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: steps.length }), async (order) => {
      const life = await healingLife();
      for (const step of order) await step(life);
      await heard();
      await life.healer.settled();
      ends.add(everything(life));
      lives += 1;
      life.end();
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect([ends.size, lives]).toEqual([1, 12]);
  const rows = JSON.parse([...ends][0]!) as readonly { readonly content: string; readonly state: number }[];
  expect(rows.map(({ state }) => state).toSorted((a, b) => a - b)).toEqual([...Array<number>(10).fill(0), 2, 2]);
  expect(rows.filter(({ state }) => state === 0).map(({ content }) => content)).not.toContainEqual(expect.stringContaining('ciphertext'));
}, 60_000);

async function sessionOfEvents(roomId: RoomId, count: number) {
  const from = await OtherDevice.make();
  const events: WireEvent[] = [];
  for (let n = 0; n < count; n++) events.push(await from.encrypt(roomId, text(`${n}`)));
  return { roomId, from, events };
}

function everything({ file }: HealingLife): string {
  const rows = file.db
    .prepare(
      `SELECT e.event_id, e.type, e.content, e.state, e.reason, e.kind, e.session, s.trust FROM store.events e
       LEFT JOIN store.sessions s ON s.room = e.room AND s.session = e.session ORDER BY e.event_id`,
    )
    .all();
  return JSON.stringify(rows);
}
